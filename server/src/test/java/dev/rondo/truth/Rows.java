package dev.rondo.truth;

import dev.rondo.protocol.v1.Moves;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The rows of a {@code Moves}, read bit by bit as docs/WIRE.md says.
 *
 * @param fields the numbers of the fields
 * @param ids whose rows these are
 * @param steps for each row the steps of each field
 */
public record Rows(List<Integer> fields, List<Integer> ids, List<List<Integer>> steps) {
  private static final int WIDTH_BITS = 5;

  /** Reads all rows. */
  public static Rows of(Moves moves) {
    List<Integer> fields = new ArrayList<>();
    for (int number = 0; number < Integer.SIZE; number++) {
      if ((moves.getFields() >>> number & 1) == 1) {
        fields.add(number);
      }
    }
    Reader bits = new Reader(BitSet.valueOf(moves.getRows().toByteArray()));
    int gapWidth = bits.next(WIDTH_BITS);
    int rowBits = gapWidth;
    List<Integer> widths = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      widths.add(bits.next(WIDTH_BITS));
      rowBits += widths.get(i);
    }
    if (rowBits < Byte.SIZE) {
      throw new IllegalArgumentException("rows of " + rowBits + " bits");
    }
    List<Integer> ids = new ArrayList<>();
    List<List<Integer>> steps = new ArrayList<>();
    int next = moves.getFirst();
    while (moves.getRows().size() * Byte.SIZE - bits.at >= rowBits) {
      ids.add(next + bits.next(gapWidth));
      next = ids.get(ids.size() - 1) + 1;
      List<Integer> row = new ArrayList<>();
      for (int width : widths) {
        int zigzag = bits.next(width);
        row.add((zigzag & 1) == 0 ? zigzag >>> 1 : -(zigzag >>> 1) - 1);
      }
      steps.add(row);
    }
    return new Rows(fields, ids, steps);
  }

  private static final class Reader {
    private final BitSet bits;
    private int at;

    Reader(BitSet bits) {
      this.bits = bits;
    }

    int next(int width) {
      int number = 0;
      for (int i = 0; i < width; i++) {
        if (bits.get(at++)) {
          number |= 1 << i;
        }
      }
      return number;
    }
  }
}
