package dev.rondo.net;

import dev.rondo.protocol.ServerFrameWriter;
import dev.rondo.protocol.v1.Control;
import dev.rondo.protocol.v1.Goodbye;
import dev.rondo.room.LeaveReason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes WebSocket frames (RFC 6455, section 5.2) as a server does: whole and not masked. A frame's
 * header and its bytes go into one buffer, so that it is one write.
 *
 * <p><b>Threads:</b> any.
 *
 * <p><b>Allocation:</b> one pooled buffer a frame, two for a goodbye.
 */
final class ServerFrames {
  private static final int BINARY = 0x82;
  private static final int CLOSE = 0x88;
  private static final int PING = 0x89;
  private static final int PONG = 0x8a;

  private static final int MAX_HEADER = 10;
  private static final int MAX_CLOSE_REASON = 123;
  private static final int RETRY_MIN_MILLIS = 500;
  private static final int RETRY_MAX_MILLIS = 3_000;

  private ServerFrames() {}

  /** A data frame of two parts, whose indexes do not move. */
  static ByteBuf binary(ByteBufAllocator alloc, ByteBuf first, ByteBuf second) {
    int length = first.readableBytes() + second.readableBytes();
    ByteBuf out = alloc.directBuffer(MAX_HEADER + length);
    writeHeader(out, BINARY, length);
    out.writeBytes(first, first.readerIndex(), first.readableBytes());
    out.writeBytes(second, second.readerIndex(), second.readableBytes());
    return out;
  }

  static ByteBuf ping(ByteBufAllocator alloc) {
    ByteBuf out = alloc.directBuffer(2);
    writeHeader(out, PING, 0);
    return out;
  }

  static ByteBuf pong(ByteBufAllocator alloc, ByteBuf payload) {
    ByteBuf out = alloc.directBuffer(2 + payload.readableBytes());
    writeHeader(out, PONG, payload.readableBytes());
    return out.writeBytes(payload, payload.readerIndex(), payload.readableBytes());
  }

  static ByteBuf close(ByteBufAllocator alloc, int code, String text) {
    String reason = shortened(text);
    int length = 2 + ByteBufUtil.utf8Bytes(reason);
    ByteBuf out = alloc.directBuffer(2 + length);
    writeHeader(out, CLOSE, length);
    out.writeShort(code);
    out.writeCharSequence(reason, StandardCharsets.UTF_8);
    return out;
  }

  /** The data frame that says what the close code says, with all of the text. */
  static ByteBuf goodbye(ByteBufAllocator alloc, LeaveReason reason, String text) {
    Goodbye.Builder goodbye =
        Goodbye.newBuilder().setCode(reason.code()).setReason(text).setComeBack(reason.comeBack());
    if (reason.comeBack()) { // spread, so that a whole server's players do not come back at once
      goodbye.setRetryAfterMillis(
          ThreadLocalRandom.current().nextInt(RETRY_MIN_MILLIS, RETRY_MAX_MILLIS));
    }
    ByteBuf payload = alloc.directBuffer();
    try {
      ServerFrameWriter.writeControl(
          payload, Control.newBuilder().setGoodbye(goodbye).build());
      ByteBuf out = alloc.directBuffer(MAX_HEADER + payload.readableBytes());
      writeHeader(out, BINARY, payload.readableBytes());
      return out.writeBytes(payload);
    } finally {
      payload.release();
    }
  }

  private static void writeHeader(ByteBuf out, int opcode, int length) {
    out.writeByte(opcode);
    if (length < 126) {
      out.writeByte(length);
    } else if (length < 65_536) {
      out.writeByte(126).writeShort(length);
    } else {
      out.writeByte(127).writeLong(length);
    }
  }

  /** The beginning of a text that fits into a close frame, cut between characters. */
  private static String shortened(String text) {
    int end = Math.min(text.length(), MAX_CLOSE_REASON);
    if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
      end--;
    }
    while (ByteBufUtil.utf8Bytes(text.substring(0, end)) > MAX_CLOSE_REASON) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end);
  }
}
