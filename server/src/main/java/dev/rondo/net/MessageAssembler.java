package dev.rondo.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.jspecify.annotations.Nullable;

/**
 * Puts the fragments of a message together. A message in one frame, which is every one that a browser
 * sends, passes through as it is.
 *
 * <p><b>Threads:</b> the channel's loop.
 *
 * <p><b>Bound:</b> {@code messageBytes} for all fragments of a message; each fragment also counts as a
 * frame of the budget, so empty ones are bounded too.
 */
final class MessageAssembler {
  private final int maxBytes;
  private @Nullable ByteBuf parts;

  MessageAssembler(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Says whether a frame would take its message over the limit. */
  boolean overflows(WebSocketFrame frame) {
    int held = parts == null ? 0 : parts.readableBytes();
    return held + frame.content().readableBytes() > maxBytes;
  }

  /**
   * Takes a frame, and returns the message if that was its last.
   *
   * @return a buffer that the caller releases, or null
   */
  @Nullable
  ByteBuf take(WebSocketFrame frame) {
    if (parts == null && frame.isFinalFragment()) {
      return frame.content().retain();
    }
    if (parts == null) {
      parts = Unpooled.buffer(Math.min(maxBytes, 256), maxBytes);
    }
    parts.writeBytes(frame.content());
    if (!frame.isFinalFragment()) {
      return null;
    }
    ByteBuf message = parts;
    parts = null;
    return message;
  }

  /** Lets go of an unfinished message. */
  void release() {
    if (parts != null) {
      parts.release();
      parts = null;
    }
  }
}
