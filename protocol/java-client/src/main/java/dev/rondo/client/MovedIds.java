package dev.rondo.client;

import dev.rondo.protocol.MalformedFrameException;
import dev.rondo.protocol.v1.Moves;
import java.util.PrimitiveIterator;

/**
 * Reads which entities a {@code Moves} names.
 *
 * <p><b>Bound:</b> no more ids than the steps that came are for, however many a run claims.
 */
final class MovedIds {
  private static final long FIRST_ID = 100;
  private static final long LAST_ID = 0xffff_ffffL;

  /** Bits of the fields 0, which there is not, and 1, which is the id. */
  private static final int NO_FIELDS = 0b11;

  private final String set;
  private final int[] ids;
  private int size;
  private long newest;

  private MovedIds(String set, int count) {
    this.set = set;
    ids = new int[count];
  }

  /**
   * Reads the ids, of which each has as many steps as there are fields.
   *
   * @param set the name of the entity set
   * @throws MalformedFrameException if the Moves is not as it should be
   */
  static int[] read(String set, Moves moves) {
    int fields = moves.getFields();
    if (fields == 0 || (fields & NO_FIELDS) != 0) {
      throw new MalformedFrameException("a Moves of " + set + " has fields 0x"
          + Integer.toHexString(fields) + " (expected: one or more of the bits 2 to 31)");
    }
    int steps = moves.getStepsCount();
    int each = Integer.bitCount(fields);
    MovedIds moved = new MovedIds(set, steps / each);
    if (steps % each != 0
        || !moved.readAll(
            moves.getIdsList().stream().mapToInt(Integer::intValue).iterator())) {
      throw new MalformedFrameException("a Moves of " + set + " has " + steps
          + " steps, and its ids call for another number (expected: " + each + " for each id)");
    }
    return moved.ids;
  }

  /** Says whether there are as many as expected. */
  private boolean readAll(PrimitiveIterator.OfInt numbers) {
    while (numbers.hasNext()) {
      int number = numbers.nextInt();
      boolean isRun = (number & 1) != 0;
      if (isRun && !numbers.hasNext()) {
        throw new MalformedFrameException("a Moves of " + set + " ends within a run of ids");
      }
      long first = newest + (number >>> 1);
      long last = isRun ? first + Integer.toUnsignedLong(numbers.nextInt()) : first;
      if (first <= newest || first < FIRST_ID || last > LAST_ID) {
        throw new MalformedFrameException("a Moves of " + set + " names " + first + " to " + last
            + " behind " + newest + " (expected: ids that ascend, from 100 to 4294967295)");
      }
      if (last - first >= ids.length - size) {
        return false;
      }
      for (long id = first; id <= last; id++) {
        ids[size++] = (int) id;
      }
      newest = last;
    }
    return size == ids.length;
  }
}
