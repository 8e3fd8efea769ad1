package dev.rondo.lobby;

import com.google.protobuf.Message;
import dev.rondo.room.Connection;
import dev.rondo.room.Inbound;
import dev.rondo.room.RoomHost;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The right to come into a room as a new player. It holds a place until the player's stay has ended. */
final class JoinClaim implements Claim {
  private final OpenRoom room;
  private final Message join;
  private final ResumeBook resumes;
  private final Runnable giveBack;
  private final AtomicBoolean held = new AtomicBoolean(true);
  private volatile boolean entered;

  JoinClaim(OpenRoom room, Message join, ResumeBook resumes, Runnable giveBack) {
    this.room = room;
    this.join = join;
    this.resumes = resumes;
    this.giveBack = giveBack;
  }

  @Override
  public RoomHost host() {
    return room.host();
  }

  /** What the player brings along. */
  Message join() {
    return join;
  }

  @Override
  public @Nullable Inbound enter(Connection connection) {
    if (host().closed()) {
      return null;
    }
    entered = true; // from now on the place is given back by the room
    return host().join(connection, playerId -> resumes.begin(room, playerId, this::giveBack), join);
  }

  @Override
  public RefusedException refusal() {
    return roomGone();
  }

  static RefusedException roomGone() {
    return new RefusedException(
        RefusalReason.SEAT_GONE, "The room of this seat has ended. Join again.");
  }

  @Override
  public void release() {
    if (!entered) {
      giveBack();
    }
  }

  private void giveBack() {
    if (held.getAndSet(false)) {
      giveBack.run();
    }
  }
}
