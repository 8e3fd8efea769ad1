package dev.rondo.sync;

/** One field of a room's state: an entity set or a single, with what the next tick must know of it. */
class Part {
  private final StateShape.Part shape;

  /** Whether anything in it was marked since the last tick that was encoded. */
  boolean marked;
  /** How many values were out of the range of their field, or not a number. */
  long clamped;

  Part(StateShape.Part shape) {
    this.shape = shape;
  }

  final int number() {
    return shape.number();
  }

  final FieldTable fields() {
    return shape.fields();
  }

  final boolean isOwners() {
    return shape.isOwners();
  }
}
