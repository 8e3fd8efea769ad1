package dev.rondo.room;

import dev.rondo.sync.Entity;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who plays in a room. A game extends it with what it needs to know of a player; its fields are
 * touched on the room's loop only.
 */
public abstract class Player {
  private @Nullable Session session;

  /** Made by the room, once for each player who joins. */
  protected Player() {}

  /**
   * Returns the player's id: from the same numbers as the ids of entities, so it may be one.
   *
   * @return the id, 100 or more
   */
  public final int id() {
    return session().playerId();
  }

  /**
   * Says whether the player has a connection now. One who lost it keeps the place for a while and may
   * come back: {@link RoomOptions#graceSeconds}.
   *
   * @return false while the player is away, and once the player has left. In {@code onDrop} it may be true
   *     again, when the player was back before the tick
   */
  public final boolean connected() {
    return session().connected();
  }

  /**
   * Looks at a place: with {@link dev.rondo.sync.Interest#grid} that is the middle of what the player sees.
   * A player who looks at nothing sees what is around the first thing of their own that is somewhere.
   *
   * @param x the first coordinate, in the unit of the grid
   * @param y the second coordinate
   */
  public final void lookAt(double x, double y) {
    session().feed().view().lookAt(x, y);
  }

  /**
   * Looks at an entity, wherever it goes.
   *
   * @param entity an entity of the room
   */
  public final void lookAt(Entity entity) {
    session().feed().view().lookAt(entity);
  }

  final Session session() {
    if (session == null) {
      throw new IllegalStateException(
          "this player has not joined a room; players are made by their room");
    }
    return session;
  }

  final void joined(Session with) {
    session = with;
  }
}
