package dev.rondo.sync;

import com.google.protobuf.Descriptors.Descriptor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A room's state: what is in its entity sets and singles. Generated code extends it.
 *
 * <p><b>Threads:</b> the room's loop only.
 */
public abstract class State {
  private static final Map<Descriptor, StateShape> SHAPES =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final StateShape shape;
  private final List<EntitySet<?>> sets = new ArrayList<>();
  private final List<Single> singles = new ArrayList<>();
  private final List<Entity> removed = new ArrayList<>();
  private @Nullable IntSupplier ids;

  /**
   * Called by generated code.
   *
   * @param state the contract's state message
   */
  protected State(Descriptor state) {
    shape = SHAPES.computeIfAbsent(state, StateShape::of);
  }

  private State() {
    shape = StateShape.NONE;
  }

  /**
   * Makes the state of a room that shows nothing.
   *
   * @return a state without entities and singles
   */
  public static State none() {
    return new State() {};
  }

  /**
   * Called by generated code, in the order of the fields' numbers.
   *
   * @param number the field's number
   * @param <E> the game's class of its entities
   * @return the set
   */
  protected final <E extends Entity> EntitySet<E> set(int number) {
    EntitySet<E> set = new EntitySet<>(this, shape.part(number));
    sets.add(set);
    return set;
  }

  /**
   * Called by generated code, in the order of the fields' numbers.
   *
   * @param number the field's number
   * @param single new
   * @param <S> its generated class
   * @return the single
   */
  protected final <S extends Single> S single(int number, S single) {
    single.joins(new Part(shape.part(number)));
    singles.add(single);
    return single;
  }

  /**
   * Has ids come from a room. Before it begins.
   *
   * @param from gives one at a time, in ascending order
   */
  public final void begin(IntSupplier from) {
    ids = from;
  }

  /**
   * Returns how many values were given that their field could not hold: out of range, or not a number.
   *
   * @return the number, since the room began
   */
  public final long clamped() {
    long sum = 0;
    for (EntitySet<?> set : sets) {
      sum += set.clamped;
    }
    for (Single single : singles) {
      sum += single.part().clamped;
    }
    return sum;
  }

  final List<EntitySet<?>> sets() {
    return sets;
  }

  final List<Single> singles() {
    return singles;
  }

  final int nextId() {
    if (ids == null) {
      throw new IllegalStateException("the room has not begun; spawn in onCreate or later");
    }
    return ids.getAsInt();
  }

  final void removed(Entity entity) {
    entity.gone = true;
    removed.add(entity);
  }

  /** Whether it was removed since the last call of {@link #takeRemoved}. */
  final boolean isLeaving(Entity entity) {
    return removed.contains(entity);
  }

  /** Those that were removed since the last call of this; moves them into a list that is given. */
  final void takeRemoved(List<Entity> into) {
    if (!removed.isEmpty()) { // adding nothing makes an array all the same
      into.addAll(removed);
      removed.clear();
    }
  }
}
