package dev.rondo.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import dev.rondo.protocol.MalformedFrameException;
import dev.rondo.protocol.v1.Moves;

/**
 * The rows of a {@code Moves}, read one after the other: which entity each is of, and the numbers of steps.
 *
 * <p><b>Bound:</b> a row for each byte that came, or fewer.
 */
final class MoveRows {
  private static final long FIRST_ID = 100;
  private static final long LAST_ID = 0xffff_ffffL;

  /** Bits of the fields 0, which there is not, and 1, which is the id. */
  private static final int NO_FIELDS = 0b11;

  private static final int WIDTH_BITS = 5;
  private static final int LEAST_ROW_BITS = 8;

  private final String set;
  private final ByteString bits;
  private final int[] widths;
  private final int[] steps;
  private int at;
  private int rowsLeft;
  /** The id from which the next row's gap counts. */
  private long next;

  /**
   * Begins before the first row.
   *
   * @param set the name of the entity set
   * @throws MalformedFrameException if the Moves is not as it should be
   */
  MoveRows(String set, Moves moves) {
    this.set = set;
    int fields = moves.getFields();
    if (fields == 0 || (fields & NO_FIELDS) != 0) {
      throw new MalformedFrameException("the moves of " + set + " are of fields 0x"
          + Integer.toHexString(fields) + " (expected: one or more of the bits 2 to 31)");
    }
    bits = moves.getRows();
    next = Integer.toUnsignedLong(moves.getFirst());
    steps = new int[Integer.bitCount(fields)];
    widths = new int[1 + steps.length];
    int rowBits = readWidths();
    rowsLeft = (8 * bits.size() - at) / rowBits;
  }

  /** Reads how wide everything in a row is, and returns how wide a row is. */
  private int readWidths() {
    if (8 * bits.size() < WIDTH_BITS * widths.length) {
      throw new MalformedFrameException("the moves of " + set + " have " + bits.size()
          + " bytes, which do not hold " + widths.length + " widths");
    }
    int row = 0;
    for (int i = 0; i < widths.length; i++) {
      widths[i] = read(WIDTH_BITS);
      row += widths[i];
    }
    if (row < LEAST_ROW_BITS) {
      throw new MalformedFrameException("the moves of " + set + " have rows of " + row
          + " bits (expected: " + LEAST_ROW_BITS + " or more)");
    }
    return row;
  }

  /**
   * Goes on to the next row, if there is one.
   *
   * @throws MalformedFrameException if it is of no entity
   */
  boolean next() {
    if (rowsLeft == 0) {
      return false;
    }
    rowsLeft--;
    long id = next + read(widths[0]);
    if (id < FIRST_ID || id > LAST_ID) {
      throw new MalformedFrameException("the moves of " + set + " name id " + id + " (expected: "
          + FIRST_ID + " to " + LAST_ID + ")");
    }
    next = id + 1;
    for (int i = 0; i < steps.length; i++) {
      steps[i] = CodedInputStream.decodeZigZag32(read(widths[1 + i]));
    }
    return true;
  }

  /** Whose row this is. */
  int id() {
    return (int) (next - 1);
  }

  /** How many steps each field has in this row, from the lowest number on. */
  int steps(int column) {
    return steps[column];
  }

  /** Reads a number of up to 31 bits, which lie in 5 bytes at most. */
  private int read(int width) {
    long window = 0;
    int first = at / 8;
    for (int i = 0; i < 5 && first + i < bits.size(); i++) {
      window |= (bits.byteAt(first + i) & 0xffL) << (8 * i);
    }
    int number = (int) (window >>> (at % 8)) & ((1 << width) - 1);
    at += width;
    return number;
  }
}
