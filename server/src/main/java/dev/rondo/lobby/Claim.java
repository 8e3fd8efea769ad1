package dev.rondo.lobby;

import com.google.protobuf.Message;
import dev.rondo.room.RoomHost;

/**
 * A seat that was claimed: a place in a room that is now held by a connection. {@link #release} must be
 * called once, when that connection is gone, however far it came.
 */
public final class Claim {
  private final RoomHost host;
  private final Message join;
  private final Runnable release;

  Claim(RoomHost host, Message join, Runnable release) {
    this.host = host;
    this.join = join;
    this.release = release;
  }

  /**
   * Returns the room.
   *
   * @return its host
   */
  public RoomHost host() {
    return host;
  }

  /**
   * Returns what the player brings along.
   *
   * @return the contract's join message, checked
   */
  public Message join() {
    return join;
  }

  /** Gives the place back. Any thread, once. */
  public void release() {
    release.run();
  }
}
