package dev.rondo.sync;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/**
 * A list of an entity or a single. Any change of it sends the entity whole, because protobuf can only append
 * to a list; keep what changes often in a field or an entity of its own.
 *
 * @param <T> what stands in it; immutable, never null or {@code UNRECOGNIZED}
 */
public final class SyncList<T> extends AbstractList<T> {
  private final Replicated owner;
  private final int index;
  private final List<T> values = new ArrayList<>();

  /**
   * Called by generated code.
   *
   * @param owner whose field it is
   * @param index the field's index
   */
  public SyncList(Replicated owner, int index) {
    this.owner = owner;
    this.index = index;
  }

  @Override
  public T get(int at) {
    return values.get(at);
  }

  @Override
  public int size() {
    return values.size();
  }

  @Override
  public T set(int at, T value) {
    T before = values.set(at, Replicated.sendable(value));
    if (!before.equals(value)) {
      owner.markReset(index);
    }
    return before;
  }

  @Override
  public void add(int at, T value) {
    values.add(at, Replicated.sendable(value));
    modCount++;
    owner.markReset(index);
  }

  @Override
  public T remove(int at) {
    T removed = values.remove(at);
    modCount++;
    owner.markReset(index);
    return removed;
  }
}
