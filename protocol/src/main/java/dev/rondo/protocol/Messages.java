package dev.rondo.protocol;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Whole protobuf messages to and from a {@code ByteBuf}, without a copy between them. */
public final class Messages {
  private Messages() {}

  /**
   * Appends a message's bytes, without a length.
   *
   * @param out where to
   * @param message what
   */
  public static void write(ByteBuf out, MessageLite message) {
    int size = message.getSerializedSize();
    out.ensureWritable(size);
    ByteBuffer window = out.internalNioBuffer(out.writerIndex(), size);
    CodedOutputStream stream = CodedOutputStream.newInstance(window);
    try {
      message.writeTo(stream);
      stream.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the window has the size that the message named
    }
    out.writerIndex(out.writerIndex() + size);
  }

  /**
   * Parses the readable bytes as one message, and reads them.
   *
   * @param in the bytes
   * @param parser the message's parser
   * @param <T> the message's type
   * @return the message
   * @throws MalformedFrameException if they are no such message
   */
  public static <T> T read(ByteBuf in, Parser<T> parser) {
    int size = in.readableBytes();
    try {
      T message =
          parser.parseFrom(CodedInputStream.newInstance(in.nioBuffer(in.readerIndex(), size)));
      in.skipBytes(size);
      return message;
    } catch (InvalidProtocolBufferException e) {
      throw new MalformedFrameException(String.valueOf(e.getMessage()));
    }
  }
}
