package dev.rondo.sync;

import java.util.Arrays;

/**
 * How the moves of a set are written in one tick: which fields stand in a row, and how wide. The widths are
 * those with which all of them take the fewest bits, where what does not fit takes an element of its own: so
 * one that is far off, such as a teleport, does not make all rows wider.
 *
 * <p><b>Allocation:</b> none once its buffers have grown to their working size.
 */
final class RowFormat {
  /** About how many bits an element of its own takes more than a row. */
  private static final int ELEMENT_BITS = 96;

  /** A width takes 5 bits, so no row has a number with 32. */
  private static final int WIDEST = 31;

  private final FieldTable fields;
  private final int[] steps;
  /** For each field, how many numbers have how many bits. */
  private final int[][] lengths;

  private final int[] widths;
  private int count;
  private long columns;
  private int rowBits;

  private long[] rows = new long[64];
  private int end;

  RowFormat(FieldTable fields) {
    this.fields = fields;
    steps = new int[fields.size];
    widths = new int[fields.size];
    lengths = new int[fields.size][Integer.SIZE + 1];
  }

  void clear() {
    for (long rest = fields.columns; rest != 0; rest &= rest - 1) {
      Arrays.fill(lengths[Long.numberOfTrailingZeros(rest)], 0);
    }
    count = 0;
    end = 0;
  }

  /** Takes what only moved into account. */
  void count(Replicated what) {
    count++;
    what.steps(steps);
    for (long rest = fields.columns; rest != 0; rest &= rest - 1) {
      int i = Long.numberOfTrailingZeros(rest);
      lengths[i][bits(i, what.changed)]++;
    }
  }

  /** Chooses the columns and their widths. */
  void choose() {
    columns = 0;
    rowBits = 0;
    for (long rest = fields.columns; rest != 0; rest &= rest - 1) {
      int i = Long.numberOfTrailingZeros(rest);
      widths[i] = cheapest(lengths[i]);
      if (widths[i] > 0) {
        columns |= rest & -rest;
        rowBits += widths[i];
      }
    }
  }

  private int cheapest(int[] numbers) {
    int wider = count - numbers[0];
    int best = 0;
    int bestCost = wider * ELEMENT_BITS;
    for (int width = 1; width <= WIDEST; width++) {
      wider -= numbers[width];
      int cost = count * width + wider * ELEMENT_BITS;
      if (numbers[width] > 0 && cost < bestCost) {
        best = width;
        bestCost = cost;
      }
    }
    return best;
  }

  /** Encodes a row once for all frames, and returns where it stands; below 0 if it does not fit. */
  int encode(Replicated what) {
    if ((what.changed & ~columns) != 0) {
      return -1;
    }
    what.steps(steps);
    for (long rest = what.changed; rest != 0; rest &= rest - 1) {
      int i = Long.numberOfTrailingZeros(rest);
      if (bits(i, what.changed) > widths[i]) {
        return -1;
      }
    }
    int row = end;
    end += words();
    if (end > rows.length) {
      rows = Arrays.copyOf(rows, end * 2);
    }
    pack(row, what.changed);
    return row;
  }

  private void pack(int row, long changed) {
    int word = row;
    int used = 0;
    rows[word] = 0;
    for (long rest = columns; rest != 0; rest &= rest - 1) {
      int i = Long.numberOfTrailingZeros(rest);
      long value = zigzag(i, changed) & 0xffffffffL;
      rows[word] |= value << used;
      used += widths[i];
      if (used >= Long.SIZE && word + 1 < end) {
        used -= Long.SIZE;
        rows[++word] = used == 0 ? 0 : value >>> (widths[i] - used);
      }
    }
  }

  private int words() {
    return (rowBits + Long.SIZE - 1) / Long.SIZE;
  }

  /** Appends a gap and a row that was encoded. */
  void append(Bits to, int gap, int gapBits, int row) {
    if (gapBits + rowBits <= Long.SIZE) { // most are
      to.append(gap | rows[row] << gapBits, gapBits + rowBits);
      return;
    }
    to.append(gap, gapBits);
    int word = row;
    for (int left = rowBits; left > 0; left -= Long.SIZE) {
      to.append(rows[word++], Math.min(left, Long.SIZE));
    }
  }

  long columns() {
    return columns;
  }

  int width(int field) {
    return widths[field];
  }

  int rowBits() {
    return rowBits;
  }

  private int bits(int field, long changed) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(zigzag(field, changed));
  }

  private int zigzag(int field, long changed) {
    if ((changed & (1L << field)) == 0) {
      return 0;
    }
    int value = steps[field];
    return (value << 1) ^ (value >> 31);
  }
}
