package dev.rondo.lobby;

import dev.rondo.room.Connection;
import dev.rondo.room.Inbound;
import dev.rondo.room.RoomHost;
import org.jspecify.annotations.Nullable;

/**
 * The right to go on as a player who is in a room already.
 *
 * @param host the room's
 * @param playerId who
 * @param applied the newest tick that the client has applied
 */
record ResumeClaim(RoomHost host, int playerId, int applied) implements Claim {

  @Override
  public @Nullable Inbound enter(Connection connection) {
    return host.resume(playerId, connection, applied);
  }

  @Override
  public RefusedException refusal() {
    return playerGone();
  }

  /** The place is the player's, with or without this connection. */
  @Override
  public void release() {}

  static RefusedException playerGone() {
    return new RefusedException(
        RefusalReason.PLAYER_GONE,
        "There is no player to come back to: the token is unknown, the player has left, the grace"
            + " period is over, or the room has ended. Join again.");
  }
}
