package dev.rondo.sync;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map of an entity or a single, in the order in which its keys came. Any change of it sends the entity
 * whole, because protobuf can only add to a map; keep what changes often in a field or an entity of its own.
 *
 * @param <K> what it is asked by; never null
 * @param <V> what stands in it; immutable, never null or {@code UNRECOGNIZED}
 */
public final class SyncMap<K, V> extends AbstractMap<K, V> {
  private final Replicated owner;
  private final int index;
  private final Map<K, V> values = new LinkedHashMap<>();

  /**
   * Called by generated code.
   *
   * @param owner whose field it is
   * @param index the field's index
   */
  public SyncMap(Replicated owner, int index) {
    this.owner = owner;
    this.index = index;
  }

  @Override
  public @Nullable V get(Object key) {
    return values.get(key);
  }

  @Override
  public boolean containsKey(Object key) {
    return values.containsKey(key);
  }

  @Override
  public @Nullable V put(K key, V value) {
    V before = values.put(Objects.requireNonNull(key, "key"), Replicated.sendable(value));
    if (!value.equals(before)) {
      owner.markReset(index);
    }
    return before;
  }

  @Override
  public @Nullable V remove(Object key) {
    @Nullable V removed = values.remove(key);
    if (removed != null) {
      owner.markReset(index);
    }
    return removed;
  }

  @Override
  public Set<Entry<K, V>> entrySet() {
    return new Entries();
  }

  private final class Entries extends AbstractSet<Entry<K, V>> {
    @Override
    public int size() {
      return values.size();
    }

    @Override
    public Iterator<Entry<K, V>> iterator() {
      Iterator<Entry<K, V>> entries = values.entrySet().iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return entries.hasNext();
        }

        @Override
        public Entry<K, V> next() {
          return new Change(entries.next());
        }

        @Override
        public void remove() {
          entries.remove();
          owner.markReset(index);
        }
      };
    }
  }

  /** An entry that can be given another value, as {@link #replaceAll} does. */
  private final class Change extends SimpleEntry<K, V> {
    private static final long serialVersionUID = 1;

    Change(Entry<K, V> entry) {
      super(entry);
    }

    @Override
    public V setValue(V value) {
      put(getKey(), value);
      return super.setValue(value);
    }
  }
}
