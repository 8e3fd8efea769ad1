package dev.rondo.sync;

/**
 * A single of a room's state: there is one, from the beginning to the end, and everybody sees it. Generated
 * code extends it.
 */
public abstract class Single extends Replicated {

  /**
   * Called by generated code.
   *
   * @param fields how many fields it has; the cases of a oneof are one
   */
  protected Single(int fields) {
    super(fields);
  }

  @Override
  final int name() {
    return part().number();
  }
}
