package dev.rondo.test;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.MessageLite;
import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Input;
import dev.rondo.protocol.v1.Leave;
import dev.rondo.test.duel.Command;
import dev.rondo.test.duel.Move;
import dev.rondo.test.duel.Shout;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Puts WebSocket frames together as a client does, masked, and as no client should. */
public final class ClientFrames {
  private static final int FIN = 0x80;
  private static final int MASKED = 0x80;
  private static final byte[] MASK = {0x5a, 0x17, 0x63, 0x4f};

  private ClientFrames() {}

  /** A whole binary message. */
  public static byte[] binary(byte[] payload) {
    return frame(FIN | WireFrame.BINARY, payload);
  }

  /** A whole binary message that is the first client frame of its client. */
  public static byte[] binary(ClientFrame.Builder frame) {
    return binary(new Numbering().number(frame.build()).toByteArray());
  }

  /** A frame whose first byte is given, of the shortest length and masked. */
  public static byte[] frame(int firstByte, byte[] payload) {
    return join(header(firstByte, MASKED, payload.length), MASK, masked(payload));
  }

  /** A frame that is not masked. */
  public static byte[] unmasked(int firstByte, byte[] payload) {
    return join(header(firstByte, 0, payload.length), payload);
  }

  /** A frame whose length is written in 2 or 8 bytes, needed or not; its payload is not written. */
  public static byte[] headerWithLength(int firstByte, int lengthBytes, long length) {
    ByteBuffer out = ByteBuffer.allocate(2 + lengthBytes).put((byte) firstByte);
    if (lengthBytes == 2) {
      out.put((byte) (MASKED | 126)).putShort((short) length);
    } else {
      out.put((byte) (MASKED | 127)).putLong(length);
    }
    return join(out.array(), MASK);
  }

  /** A close frame with a code. */
  public static byte[] close(int code) {
    return frame(FIN | WireFrame.CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
  }

  /** The payload, masked with the key that {@link #headerWithLength} writes. */
  public static byte[] masked(byte[] payload) {
    byte[] masked = payload.clone();
    for (int i = 0; i < masked.length; i++) {
      masked[i] ^= MASK[i % 4];
    }
    return masked;
  }

  /** One after the other. */
  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** A client frame with one input. */
  public static ClientFrame.Builder input(int sequence, MessageLite move) {
    return ClientFrame.newBuilder()
        .addInputs(Input.newBuilder()
            .setSequence(sequence)
            .setSeenTick(1)
            .setPayload(move.toByteString()));
  }

  /** A step to the right. */
  public static Move step() {
    return Move.newBuilder().setDx(1).build();
  }

  /** A client frame with one command. */
  public static ClientFrame.Builder command(Message command) {
    return commandOf(command.toByteString());
  }

  /** A client frame with one command of any bytes. */
  public static ClientFrame.Builder command(byte[] command) {
    return commandOf(ByteString.copyFrom(command));
  }

  /** Numbered when it is sent. */
  private static ClientFrame.Builder commandOf(ByteString payload) {
    return ClientFrame.newBuilder()
        .addCommands(dev.rondo.protocol.v1.Command.newBuilder().setPayload(payload));
  }

  /** What a fighter shouts. */
  public static Command shout(String text) {
    return Command.newBuilder().setShout(Shout.newBuilder().setText(text)).build();
  }

  /** A client frame that leaves. */
  public static ClientFrame.Builder leave() {
    return ClientFrame.newBuilder().setLeave(Leave.getDefaultInstance());
  }

  private static byte[] header(int firstByte, int masked, int length) {
    if (length < 126) {
      return new byte[] {(byte) firstByte, (byte) (masked | length)};
    }
    return ByteBuffer.allocate(4)
        .put((byte) firstByte)
        .put((byte) (masked | 126))
        .putShort((short) length)
        .array();
  }
}
