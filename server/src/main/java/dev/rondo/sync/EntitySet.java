package dev.rondo.sync;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The entities of one kind, in the order in which they were spawned. One may be removed, and others spawned,
 * while the set is walked through: those that came after the walk began are not met by it.
 *
 * <p><b>Threads:</b> the room's loop only.
 *
 * @param <E> the game's class of them
 */
public final class EntitySet<E extends Entity> extends Part implements Iterable<E> {
  private final State state;
  private final RowFormat rows;
  /** In the order of their ids, with nulls where entities were removed since the last tick. */
  private @Nullable Entity[] entities = new Entity[16];

  private int[] ids = new int[16];
  private int end;
  private int size;

  EntitySet(State state, StateShape.Part shape) {
    super(shape);
    this.state = state;
    rows = new RowFormat(shape.fields());
  }

  /**
   * Puts an entity into the room: from this tick's frame on players see it.
   *
   * @param entity new
   * @return the entity, which has its id now
   * @throws IllegalStateException if it is or was in a room, or this room has not begun (spawn in
   *     {@code onCreate} or later)
   */
  public E spawn(E entity) {
    if (entity.id() != 0) {
      throw new IllegalStateException(
          "entity " + entity.id() + " was spawned already; make a new one");
    }
    if (end == ids.length) {
      ids = Arrays.copyOf(ids, end * 2);
      entities = Arrays.copyOf(entities, end * 2);
    }
    entity.spawn(this, state.nextId());
    ids[end] = entity.id();
    entities[end++] = entity;
    size++;
    return entity;
  }

  /**
   * Takes an entity out of the room. It can still be read.
   *
   * @param entity which
   * @return false if it is not in this set
   */
  public boolean remove(Entity entity) {
    if (entity.part != this || entity.gone) {
      return false;
    }
    entities[Arrays.binarySearch(ids, 0, end, entity.id())] =
        null; // ids are given in ascending order
    size--;
    state.removed(entity);
    return true;
  }

  /**
   * Takes out those of which something is true.
   *
   * @param filter says so
   * @return whether there were any
   */
  public boolean removeIf(Predicate<? super E> filter) {
    int before = size;
    for (E entity : this) {
      if (filter.test(entity)) {
        remove(entity);
      }
    }
    return size != before;
  }

  /**
   * Finds an entity.
   *
   * @param id its id
   * @return the entity, or null if it is not in this set
   */
  public @Nullable E find(int id) {
    int at = Arrays.binarySearch(ids, 0, end, id);
    return at < 0 ? null : cast(entities[at]);
  }

  /**
   * Returns how many there are.
   *
   * @return the number
   */
  public int size() {
    return size;
  }

  /**
   * Says whether there are none.
   *
   * @return whether
   */
  public boolean isEmpty() {
    return size == 0;
  }

  /**
   * Returns them as a stream.
   *
   * @return in the order in which they were spawned
   */
  public Stream<E> stream() {
    return StreamSupport.stream(spliterator(), false);
  }

  @Override
  public Iterator<E> iterator() {
    return new Walk();
  }

  @SuppressWarnings("unchecked") // spawn takes only those
  private @Nullable E cast(@Nullable Entity entity) {
    return (E) entity;
  }

  // For this package, between ticks: nobody walks through the set then.

  /** How moves are written in this tick. */
  RowFormat rows() {
    return rows;
  }

  /** Closes the gaps. */
  void compact() {
    if (end == size) {
      return;
    }
    int to = 0;
    for (int from = 0; from < end; from++) {
      if (entities[from] != null) {
        ids[to] = ids[from];
        entities[to++] = entities[from];
      }
    }
    Arrays.fill(entities, to, end, null);
    end = to;
  }

  /** One of them, once the set is compact. */
  Entity at(int index) {
    Entity entity = entities[index];
    if (entity == null) {
      throw new IllegalStateException("set " + number() + " is not compact");
    }
    return entity;
  }

  private final class Walk implements Iterator<E> {
    private final int until = end;
    private int at;

    @Override
    public boolean hasNext() {
      while (at < until && entities[at] == null) {
        at++;
      }
      return at < until;
    }

    @Override
    public E next() {
      while (at < until) {
        E next = cast(entities[at++]);
        if (next != null) {
          return next;
        }
      }
      throw new NoSuchElementException();
    }
  }
}
