package dev.rondo.sync;

import java.util.function.BiPredicate;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Who sees what: which entities come into a view, which stay in it, and which matter more.
 *
 * <p>With a grid, what a view costs in a tick follows what its viewer sees: the cells around it are asked
 * for their arrivals only, unless its middle has gone to another cell.
 */
final class Sight {
  private final State state;
  private @Nullable Plane plane;
  private @Nullable BiPredicate<Object, Entity> filter;
  private @Nullable ToDoubleBiFunction<Object, Entity> rank;
  private boolean relocate;
  /** Counts the changes of the rules: a view that was made by others is looked through anew. */
  private int rules;

  Sight(State state) {
    this.state = state;
  }

  void interest(Interest interest) {
    plane = interest instanceof Interest.Grid grid ? new Plane(grid.radius()) : null;
    relocate = true;
    rules++;
  }

  void filter(BiPredicate<Object, Entity> sees) {
    filter = sees;
    rules++;
  }

  void rank(ToDoubleBiFunction<Object, Entity> of) {
    rank = of;
  }

  boolean asksGame() {
    return filter != null || rank != null;
  }

  /** Whether everybody sees everything. */
  boolean isUnbounded() {
    return plane == null && filter == null;
  }

  /**
   * Asks entities where they are.
   *
   * @param arrival what the cells note for those that come into them: the tick that was encoded last
   */
  void locate(int arrival) {
    Plane grid = plane;
    if (grid == null) {
      return;
    }
    for (EntitySet<?> set : state.sets()) {
      if (!set.isOwners() && (set.marked || relocate)) {
        for (Entity entity : set) {
          if (relocate) {
            entity.cell = null;
          }
          if (entity.isMarked() || entity.cell == null) {
            grid.locate(entity, entity.placeX(), entity.placeY(), arrival);
          }
        }
      }
    }
    relocate = false;
  }

  void removed(Entity entity) {
    if (plane != null) {
      plane.remove(entity);
    }
  }

  /**
   * Lists what has come into a view.
   *
   * @param previous the tick that was encoded before this one
   */
  void refresh(View view, int tick, int previous) {
    boolean anew = view.rules != rules || filter != null;
    view.rules = rules;
    if (plane == null) {
      refreshAll(view, anew, tick);
    } else {
      refresh(view, plane, anew, tick, previous);
    }
    for (int i = 0; i < view.ownedSize; i++) {
      Entity entity = view.owned[i];
      if (entity.owner == view && !entity.part().isOwners()) {
        view.add(entity, Replicated.NEVER, tick);
      }
    }
  }

  private void refreshAll(View view, boolean anew, int tick) {
    for (EntitySet<?> set : state.sets()) {
      if (!set.isOwners()) {
        int first = set.size();
        while (first > 0 && (anew || isNew(set.at(first - 1), view))) {
          first--;
        }
        for (int i = first; i < set.size(); i++) {
          want(view, set.at(i), tick);
        }
      }
    }
  }

  private static boolean isNew(Entity entity, View view) {
    return Replicated.isAfter(entity.bornAt, view.asOf);
  }

  private void refresh(View view, Plane grid, boolean anew, int tick, int previous) {
    boolean whole = view.look(grid) || anew || view.asOf != previous;
    comeIntoView(view, grid.nowhere(), whole, tick, previous);
    if (view.looks) {
      for (int y = view.cellY - Plane.NEAR; y <= view.cellY + Plane.NEAR; y++) {
        for (int x = view.cellX - Plane.NEAR; x <= view.cellX + Plane.NEAR; x++) {
          comeIntoView(view, grid.find(x, y), whole, tick, previous);
        }
      }
    }
  }

  private void comeIntoView(View view, @Nullable Cell cell, boolean whole, int tick, int previous) {
    if (cell == null) {
      return;
    }
    int count = whole ? cell.size() : cell.arrivals(previous);
    for (int i = 0; i < count; i++) {
      Entity entity = whole ? cell.member(i) : cell.arrival(i);
      if (entity.cell == cell) {
        want(view, entity, tick);
      }
    }
  }

  private void want(View view, Entity entity, int tick) {
    if (!entity.gone && isShown(view, entity)) {
      view.add(entity, Replicated.NEVER, tick);
    }
  }

  /** Whether the game lets it be seen. */
  private boolean isShown(View view, Entity entity) {
    return filter == null || entity.owner == view || filter.test(view.viewer, entity);
  }

  /** Whether what is in a view stays in it. */
  boolean keeps(View view, Entity entity) {
    if (entity.owner == view) {
      return true;
    }
    return (plane == null || isNear(view, entity, plane, Plane.FAR)) && isShown(view, entity);
  }

  /** Whether what is new now would come into a view. */
  boolean wouldSee(View view, Entity entity) {
    if (entity.part().isOwners()) {
      return false;
    }
    Plane grid = plane;
    if (grid != null && !Plane.isNowhere(entity.placeX(), entity.placeY())) {
      int x = grid.cellOf(entity.placeX());
      int y = grid.cellOf(entity.placeY());
      if (!isWithin(view, x, y, Plane.NEAR)) {
        return false;
      }
    }
    return isShown(view, entity);
  }

  private static boolean isNear(View view, Entity entity, Plane grid, int cells) {
    Cell cell = entity.cell;
    return cell == grid.nowhere() || (cell != null && isWithin(view, cell.x, cell.y, cells));
  }

  private static boolean isWithin(View view, int x, int y, int cells) {
    return view.looks
        && Math.abs((long) x - view.cellX) <= cells
        && Math.abs((long) y - view.cellY) <= cells;
  }

  /** How much an entity matters to a viewer: what is near matters more, unless the game knows better. */
  double rank(View view, Entity entity) {
    if (rank != null) {
      return Math.max(Float.MIN_NORMAL, rank.applyAsDouble(view.viewer, entity));
    }
    Cell cell = entity.cell;
    if (plane == null || cell == null || cell == plane.nowhere() || !view.looks) {
      return 1;
    }
    long x = Math.abs((long) cell.x - view.cellX);
    long y = Math.abs((long) cell.y - view.cellY);
    return 1.0 / (1 + Math.max(x, y));
  }
}
