package dev.rondo.sync;

import org.jspecify.annotations.Nullable;

/**
 * Something in a room's state that there may be many of, each with an id. Generated code extends it with the
 * fields of its message, and a game extends that with what only the server knows.
 *
 * <p><b>Threads:</b> the room's loop only.
 */
public abstract class Entity extends Replicated {
  private int id;

  /** Whose it is. */
  @Nullable
  View owner;

  /** The cell of the grid in which it was at the end of the last tick; null where there is no grid, or no place. */
  @Nullable
  Cell cell;

  /** Its place among those of the cell. */
  int inCell;

  /**
   * Called by generated code.
   *
   * @param fields how many fields it has, without the id; the cases of a oneof are one
   */
  protected Entity(int fields) {
    super(fields);
  }

  /**
   * Returns the id: unique in the room, and never given again.
   *
   * @return the id, 100 or more; 0 before the entity is spawned
   */
  public final int id() {
    return id;
  }

  /**
   * Says where it is, for interest by a grid. Generated code says so for a message that has fields
   * {@code x} and {@code y}. Asked when it is new and whenever a field has changed.
   *
   * @return the first coordinate, in the unit of the grid's radius; not a number: nowhere, so everybody
   *     sees it
   */
  protected double placeX() {
    return Double.NaN;
  }

  /**
   * Says where it is, for interest by a grid.
   *
   * @return the second coordinate
   */
  protected double placeY() {
    return Double.NaN;
  }

  @Override
  final int name() {
    return id;
  }

  /** Whether it is in its room's state. */
  final boolean isSpawned() {
    return part != null && !gone;
  }

  final void spawn(Part to, int as) {
    id = as;
    joins(to);
  }
}
