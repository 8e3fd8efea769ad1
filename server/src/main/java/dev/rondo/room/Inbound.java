package dev.rondo.room;

import io.netty.buffer.ByteBuf;

/** Where a room hears of one player's connection. All methods are called on the room's loop. */
public interface Inbound {

  /**
   * A frame came. What it holds is decoded and checked now, and takes effect at the next tick.
   *
   * @param frame one {@code ClientFrame}; stays the caller's
   */
  void receive(ByteBuf frame);

  /**
   * The connection broke a rule that stands below frames. The room says goodbye and lets the player go.
   *
   * @param reason which
   * @param text one sentence for the log of the client's developer
   */
  void refuse(LeaveReason reason, String text);

  /** The connection is gone. */
  void disconnected();
}
