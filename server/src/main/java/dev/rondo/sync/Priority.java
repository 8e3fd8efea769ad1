package dev.rondo.sync;

import java.util.Arrays;

/** Chooses what of a view goes into a frame whose budget is too small for all. */
final class Priority {
  private boolean[] takes = new boolean[16];
  /** For each that may wait: how urgent it is, in the order of numbers, and below that which one it is. */
  private long[] order = new long[16];

  private int[] lengths = new int[16];
  private int size;

  /** Begins for a view of so many. */
  void clear(int count) {
    if (takes.length < count) {
      takes = new boolean[count * 2];
      order = new long[count * 2];
      lengths = new int[count * 2];
    }
    Arrays.fill(takes, 0, count, false);
    size = 0;
  }

  /** Takes one in any case. */
  void take(int at) {
    takes[at] = true;
  }

  /** Adds one that may wait. */
  void add(int at, int length, double urgency) {
    lengths[at] = length;
    long bits = Float.floatToIntBits((float) urgency); // of numbers above 0, in their order
    order[size++] = (bits << 32) | at;
  }

  /**
   * Takes the most urgent that fit, and one at least.
   *
   * @return false if all were taken
   */
  boolean fill(int bytes) {
    Arrays.sort(order, 0, size);
    int left = bytes;
    for (int i = size - 1; i >= 0; i--) {
      int at = (int) order[i];
      left -= lengths[at];
      if (left < 0 && i < size - 1) {
        return true;
      }
      takes[at] = true;
    }
    return false;
  }

  boolean takes(int at) {
    return takes[at];
  }
}
