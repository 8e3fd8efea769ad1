package dev.rondo.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import com.google.protobuf.UnknownFieldSet;
import dev.rondo.protocol.v1.Moves;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Writes the moves of an entity set, with rows as narrow as they may be. */
final class MovesWriter {
  private static final int WIDTH_BITS = 5;
  private static final int LEAST_ROW_BITS = 8;

  private final int fields;
  private final List<Integer> ids = new ArrayList<>();
  private final List<int[]> rows = new ArrayList<>();

  /** Begins with no row. */
  MovesWriter(int... numbers) {
    int all = 0;
    for (int number : numbers) {
      all |= 1 << number;
    }
    fields = all;
  }

  /** Adds a row; ids ascend. */
  MovesWriter row(int id, int... steps) {
    ids.add(id);
    rows.add(steps);
    return this;
  }

  /** The part of a frame that moves entities of a set so. */
  MessageLite of(int set) {
    return UnknownFieldSet.newBuilder()
        .addField(
            100 + set,
            UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(build().toByteString())
                .build())
        .build();
  }

  private Moves build() {
    int first = ids.get(0);
    List<int[]> numbers = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      int[] row = new int[1 + Integer.bitCount(fields)];
      row[0] = i == 0 ? 0 : ids.get(i) - ids.get(i - 1) - 1;
      for (int column = 1; column < row.length; column++) {
        row[column] = CodedOutputStream.encodeZigZag32(rows.get(i)[column - 1]);
      }
      numbers.add(row);
    }
    return Moves.newBuilder()
        .setFields(fields)
        .setFirst(first)
        .setRows(bits(numbers))
        .build();
  }

  private ByteString bits(List<int[]> numbers) {
    int[] widths = new int[1 + Integer.bitCount(fields)];
    int rowBits = 0;
    for (int column = 0; column < widths.length; column++) {
      for (int[] row : numbers) {
        widths[column] =
            Math.max(widths[column], Integer.SIZE - Integer.numberOfLeadingZeros(row[column]));
      }
      rowBits += widths[column];
    }
    widths[0] += Math.max(0, LEAST_ROW_BITS - rowBits);
    Bits bits = new Bits();
    for (int width : widths) {
      bits.put(width, WIDTH_BITS);
    }
    for (int[] row : numbers) {
      for (int column = 0; column < widths.length; column++) {
        bits.put(row[column], widths[column]);
      }
    }
    return bits.bytes();
  }

  private static final class Bits {
    private final BitSet set = new BitSet();
    private int size;

    void put(int number, int width) {
      for (int bit = 0; bit < width; bit++) {
        set.set(size++, (number >>> bit & 1) == 1);
      }
    }

    ByteString bytes() {
      byte[] bytes = new byte[(size + 7) / 8];
      byte[] upToTheLastOne = set.toByteArray();
      System.arraycopy(upToTheLastOne, 0, bytes, 0, upToTheLastOne.length);
      return ByteString.copyFrom(bytes);
    }
  }
}
