package dev.rondo.lobby;

import dev.rondo.room.Connection;
import dev.rondo.room.Inbound;
import dev.rondo.room.RoomHost;
import org.jspecify.annotations.Nullable;

/**
 * A seat that was claimed: the right to enter a room with one connection. {@link #release} must be called
 * once that connection is gone, however far it came.
 */
public interface Claim {

  /**
   * Returns the room.
   *
   * @return its host
   */
  RoomHost host();

  /**
   * Enters the room. The room's loop, once.
   *
   * @param connection where the player's frames go
   * @return where to say what comes from the player, or null if that is no longer possible
   */
  @Nullable
  Inbound enter(Connection connection);

  /**
   * Says why it is no longer possible.
   *
   * @return the refusal
   */
  RefusedException refusal();

  /** Gives back what was held and has not become the room's. Any thread. */
  void release();
}
