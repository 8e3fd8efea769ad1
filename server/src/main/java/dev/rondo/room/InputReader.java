package dev.rondo.room;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.rondo.protocol.MalformedFrameException;
import dev.rondo.protocol.Messages;
import dev.rondo.protocol.Varint;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads an input message where its bytes came, for generated views. Every method that reads throws
 * {@link MalformedFrameException} where the bytes end too early or are not protobuf.
 *
 * <p><b>Threads:</b> the room's loop only.
 *
 * <p><b>Allocation:</b> none for numbers and enums; strings, bytes and messages are made anew.
 */
public final class InputReader {
  /** What values of the types of an input's messages must keep to, found once for each type. */
  private static final ClassValue<FieldBounds> BOUNDS = new ClassValue<>() {
    @Override
    protected FieldBounds computeValue(Class<?> type) {
      return new FieldBounds(
          com.google.protobuf.Internal.getDefaultInstance(type.asSubclass(Message.class))
              .getDescriptorForType());
    }
  };

  private ByteBuf in = Unpooled.EMPTY_BUFFER;

  InputReader() {}

  /** Reads from these bytes from now on, until they end. */
  void open(ByteBuf bytes) {
    in = bytes;
  }

  /** Forgets the bytes. */
  void close() {
    in = Unpooled.EMPTY_BUFFER;
  }

  /**
   * Reads the tag of the next field.
   *
   * @return the field's number, shifted, and its wire type; 0 at the end of the message
   */
  public int tag() {
    if (!in.isReadable()) {
      return 0;
    }
    int tag = Varint.read(in);
    if (tag >>> 3 == 0) {
      throw new MalformedFrameException("field number 0");
    }
    return tag;
  }

  /**
   * Steps over a field that the view does not know.
   *
   * @param tag its tag
   */
  public void skip(int tag) {
    Varint.skip(in, tag);
  }

  /**
   * Begins an entry of a map or a packed list, which has its length in front: until {@link #end} this reads
   * nothing else.
   *
   * @return for {@link #end}
   */
  public int begin() {
    int length = Varint.readLength(in);
    int end = in.writerIndex();
    in.writerIndex(in.readerIndex() + length);
    return end;
  }

  /**
   * Ends what was begun, once it was read to its end.
   *
   * @param begun what {@link #begin} returned
   */
  public void end(int begun) {
    in.writerIndex(begun);
  }

  /**
   * Says whether there is more of what was begun.
   *
   * @return whether
   */
  public boolean hasMore() {
    return in.isReadable();
  }

  /**
   * Reads an int32 or uint32.
   *
   * @return the low 32 bits, as protobuf has it
   */
  public int varint32() {
    return Varint.read(in);
  }

  /**
   * Reads an int64 or uint64.
   *
   * @return its 64 bits
   */
  public long varint64() {
    return Varint.readLong(in);
  }

  /**
   * Reads a sint32.
   *
   * @return the value
   */
  public int zigzag32() {
    int value = Varint.read(in);
    return (value >>> 1) ^ -(value & 1);
  }

  /**
   * Reads a sint64.
   *
   * @return the value
   */
  public long zigzag64() {
    long value = Varint.readLong(in);
    return (value >>> 1) ^ -(value & 1);
  }

  /**
   * Reads a fixed32 or sfixed32.
   *
   * @return its 32 bits
   */
  public int fixed32() {
    checkReadable(Integer.BYTES);
    return in.readIntLE();
  }

  /**
   * Reads a fixed64 or sfixed64.
   *
   * @return its 64 bits
   */
  public long fixed64() {
    checkReadable(Long.BYTES);
    return in.readLongLE();
  }

  /**
   * Reads a float, which may be infinite or not a number.
   *
   * @return the value
   */
  public float float32() {
    return Float.intBitsToFloat(fixed32());
  }

  /**
   * Reads a double, which may be infinite or not a number.
   *
   * @return the value
   */
  public double float64() {
    return Double.longBitsToDouble(fixed64());
  }

  /**
   * Reads a bool.
   *
   * @return whether any of its bits is set, as protobuf has it
   */
  public boolean bool() {
    return Varint.readLong(in) != 0;
  }

  /**
   * Reads an enum.
   *
   * @param forNumber finds the value with a number, or null
   * @param unknown what stands for a number that has no value
   * @param <T> the enum
   * @return the value
   */
  public <T> T enumValue(IntFunction<? extends @Nullable T> forNumber, T unknown) {
    T value = forNumber.apply(Varint.read(in));
    return value == null ? unknown : value;
  }

  /**
   * Reads a string.
   *
   * @param field the field's full name
   * @return the value
   */
  public String string(String field) {
    return string(field, Integer.MAX_VALUE);
  }

  /**
   * Reads a string.
   *
   * @param field the field's full name
   * @param maxBytes the longest that is accepted, in UTF-8
   * @return the value
   * @throws RuleBrokenException if it is longer
   */
  public String string(String field, int maxBytes) {
    int length = Varint.readLength(in);
    Bounds.checkLength(field, length, maxBytes);
    if (!ByteBufUtil.isText(in, in.readerIndex(), length, StandardCharsets.UTF_8)) {
      throw new MalformedFrameException(field + " is not valid UTF-8");
    }
    return in.readCharSequence(length, StandardCharsets.UTF_8).toString();
  }

  /**
   * Reads bytes.
   *
   * @param field the field's full name
   * @return a copy of them
   */
  public ByteString bytes(String field) {
    return bytes(field, Integer.MAX_VALUE);
  }

  /**
   * Reads bytes.
   *
   * @param field the field's full name
   * @param maxBytes the most that are accepted
   * @return a copy of them
   * @throws RuleBrokenException if they are more
   */
  public ByteString bytes(String field, int maxBytes) {
    int length = Varint.readLength(in);
    Bounds.checkLength(field, length, maxBytes);
    ByteString bytes = ByteString.copyFrom(in.nioBuffer(in.readerIndex(), length));
    in.skipBytes(length);
    return bytes;
  }

  /**
   * Reads a message, by protobuf's parser, and checks what it holds.
   *
   * @param before what came for the same field earlier in this input, with which it is merged; or the
   *     default instance
   * @param <M> the message
   * @return the message
   * @throws RuleBrokenException if a value in it is out of its field's bounds
   */
  public <M extends Message> M message(M before) {
    int end = begin();
    Message read = Messages.read(in, before.getParserForType());
    end(end);
    BOUNDS.get(before.getClass()).check(read);
    Message whole = before == before.getDefaultInstanceForType()
        ? read
        : before.toBuilder().mergeFrom(read).build();
    @SuppressWarnings("unchecked") // the parser is that of the type
    M message = (M) whole;
    return message;
  }

  private void checkReadable(int bytes) {
    if (in.readableBytes() < bytes) {
      throw new MalformedFrameException("a fixed value is cut off");
    }
  }
}
