package dev.rondo.sync;

import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The grid: which entities are in which cell at the end of a tick.
 *
 * <p><b>Allocation:</b> none once the cells have grown to their working size: one that is left empty is kept
 * for the next place that is entered.
 *
 * <p><b>Bound:</b> as many cells as have had entities in them at one time.
 */
final class Plane {
  /** Cells from the middle of a view to its border, at which entities come into it. */
  static final int NEAR = 2;
  /** The same for the border at which they go out of it. */
  static final int FAR = 3;

  /** The last cell on each axis; what is farther is in it. So numbers of cells can be added. */
  private static final int END = 1 << 30;

  private final double side;
  private final Cell nowhere = new Cell();
  private final LongObjectMap<Cell> cells = new LongObjectHashMap<>();
  private final List<Cell> spares = new ArrayList<>();

  Plane(double radius) {
    side = radius / NEAR;
  }

  /** The number of the cell on one axis. */
  int cellOf(double place) {
    return (int) Math.max(-END, Math.min(END, Math.floor(place / side)));
  }

  @Nullable
  Cell find(int x, int y) {
    return cells.get(key(x, y));
  }

  /** Those that are nowhere, which everybody sees. */
  Cell nowhere() {
    return nowhere;
  }

  /** Takes an entity's place as where it is until the next tick. */
  void locate(Entity entity, double x, double y, int arrival) {
    Cell before = entity.cell;
    Cell now = isNowhere(x, y) ? nowhere : enter(before, cellOf(x), cellOf(y));
    if (now != before) {
      remove(entity);
      now.add(entity, arrival);
    }
  }

  static boolean isNowhere(double x, double y) {
    return Double.isNaN(x) || Double.isNaN(y);
  }

  private Cell enter(@Nullable Cell before, int x, int y) {
    if (before != null && before != nowhere && before.x == x && before.y == y) {
      return before;
    }
    long key = key(x, y);
    Cell cell = cells.get(key);
    if (cell == null) {
      cell = spares.isEmpty() ? new Cell() : spares.remove(spares.size() - 1);
      cell.place(x, y);
      cells.put(key, cell);
    }
    return cell;
  }

  void remove(Entity entity) {
    Cell cell = entity.cell;
    if (cell != null && isOfThis(cell)) {
      cell.remove(entity);
      if (cell.size() == 0 && cell != nowhere) {
        cells.remove(key(cell.x, cell.y));
        spares.add(cell);
      }
    }
  }

  /** Else it is of the plane before, where what is gone was last. */
  private boolean isOfThis(Cell cell) {
    return cell == nowhere || find(cell.x, cell.y) == cell;
  }

  /** Mixed, because the map would put neighbours side by side. */
  private static long key(int x, int y) {
    return (((long) x << 32) | (y & 0xffffffffL)) * 0x9e3779b97f4a7c15L;
  }
}
