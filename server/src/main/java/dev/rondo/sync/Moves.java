package dev.rondo.sync;

import java.util.Arrays;

/**
 * A {@code Moves} message while it is put together from rows that were encoded: of which entities of a set
 * only counts have changed, and by how much. Entities come in the order of their ids.
 */
final class Moves {
  private static final int FIRST_FIELD = 100;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIELDS = 1 << 3;
  private static final int FIRST = 2 << 3;
  private static final int ROWS = (3 << 3) | LENGTH_DELIMITED;

  private static final int WIDTH_BITS = 5;

  /** So that what is left in the last byte is never a row. */
  private static final int MIN_ROW_BITS = 8;

  private final Bits bits = new Bits();
  private Entity[] entities = new Entity[16];
  private int size;
  private int widestGap;

  void add(Entity entity) {
    if (size == entities.length) {
      entities = Arrays.copyOf(entities, size * 2);
    }
    if (size > 0) {
      widestGap |= entity.id() - entities[size - 1].id() - 1;
    }
    entities[size++] = entity;
  }

  void clear() {
    Arrays.fill(entities, 0, size, null);
    size = 0;
    widestGap = 0;
  }

  /** Writes what was added, if anything was, and begins anew. */
  void flush(StateWriter out, EntitySet<?> set) {
    if (size == 1) { // alone it is shorter as an element
      Encoding.writeElement(out, entities[0], entities[0].changed, false);
    } else if (size > 1) {
      write(out, set);
    }
    clear();
  }

  private void write(StateWriter out, EntitySet<?> set) {
    RowFormat format = set.rows();
    int gapBits = Math.max(
        Integer.SIZE - Integer.numberOfLeadingZeros(widestGap), MIN_ROW_BITS - format.rowBits());
    bits.clear();
    writeWidths(format, gapBits);
    int next = entities[0].id();
    for (int i = 0; i < size; i++) {
      Entity entity = entities[i];
      format.append(bits, entity.id() - next, gapBits, entity.row);
      next = entity.id() + 1;
    }
    int begun = out.begin(((FIRST_FIELD + set.number()) << 3) | LENGTH_DELIMITED);
    out.uint32(FIELDS, set.fields().numbersOf(format.columns()));
    out.uint32(FIRST, entities[0].id());
    int length = bits.finish();
    out.bytes(ROWS, bits.array(), length);
    out.end(begun);
  }

  private void writeWidths(RowFormat format, int gapBits) {
    bits.append(gapBits, WIDTH_BITS);
    for (long rest = format.columns(); rest != 0; rest &= rest - 1) {
      bits.append(format.width(Long.numberOfTrailingZeros(rest)), WIDTH_BITS);
    }
  }
}
