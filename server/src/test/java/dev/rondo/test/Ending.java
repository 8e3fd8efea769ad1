package dev.rondo.test;

import dev.rondo.protocol.v1.Goodbye;
import java.util.List;

/**
 * How a connection ended: all frames that still came, up to the end of the stream.
 *
 * @param frames in order
 */
public record Ending(List<WireFrame> frames) {

  /**
   * The code that the server closed with. Fails unless there was exactly one close frame, nothing after
   * it, and a goodbye of the same code right before.
   */
  public int code() {
    Goodbye goodbye = goodbye();
    int code = last().closeCode();
    if (goodbye.getCode() != code) {
      throw new AssertionError("goodbye says " + goodbye.getCode() + ", close " + code);
    }
    if (!goodbye.getReason().startsWith(last().closeReason())) {
      throw new AssertionError("the close reason is not the beginning of " + goodbye);
    }
    return code;
  }

  /** The goodbye before the close. */
  public Goodbye goodbye() {
    last();
    WireFrame before = frames.size() < 2 ? last() : frames.get(frames.size() - 2);
    if (!before.saysGoodbye()) {
      throw new AssertionError("no goodbye right before the close: " + frames);
    }
    return before.frame().getControl().getGoodbye();
  }

  /** The one close frame, after which nothing came. */
  public WireFrame last() {
    if (frames.stream().filter(frame -> frame.opcode() == WireFrame.CLOSE).count() != 1
        || frames.get(frames.size() - 1).opcode() != WireFrame.CLOSE) {
      throw new AssertionError("expected one close frame, as the last one: " + frames);
    }
    return frames.get(frames.size() - 1);
  }
}
