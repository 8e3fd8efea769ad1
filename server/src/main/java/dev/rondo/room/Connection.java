package dev.rondo.room;

import io.netty.buffer.ByteBuf;

/**
 * The one outbound port of a room: where the frames of one player go. All methods are called on the
 * room's loop.
 */
public interface Connection {

  /**
   * Says whether so many bytes wait already that the next frame should be left out.
   *
   * @return true while the connection drains
   */
  boolean congested();

  /**
   * Sends one frame, made of two parts that are written one after the other. Both are copied; neither
   * buffer's indexes move.
   *
   * @param header what only this player gets
   * @param shared what others get too
   */
  void send(ByteBuf header, ByteBuf shared);

  /**
   * Says goodbye and ends the connection once it has been sent, or after a moment in any case. Calls
   * after the first do nothing.
   *
   * @param reason why, with its close code
   * @param text one sentence for the log of the client's developer
   */
  void close(LeaveReason reason, String text);
}
