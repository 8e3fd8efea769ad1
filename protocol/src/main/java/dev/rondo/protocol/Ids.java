package dev.rondo.protocol;

import java.util.Arrays;

/**
 * A growing list of ids that is filled, read and cleared again, once a tick.
 *
 * <p><b>Allocation:</b> none once it has grown to its working size.
 */
public final class Ids {
  private int[] ids = new int[16];
  private int size;

  /** Makes an empty list. */
  public Ids() {}

  /**
   * Appends an id.
   *
   * @param id the id, unsigned
   */
  public void add(int id) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, size * 2);
    }
    ids[size++] = id;
  }

  /**
   * Appends all ids of another list.
   *
   * @param others the other list
   */
  public void addAll(Ids others) {
    for (int i = 0; i < others.size; i++) {
      add(others.ids[i]);
    }
  }

  /**
   * Returns an id.
   *
   * @param index its place, from 0
   * @return the id
   */
  public int get(int index) {
    return ids[index];
  }

  /**
   * Returns how many there are.
   *
   * @return the count
   */
  public int size() {
    return size;
  }

  /**
   * Says whether there are none.
   *
   * @return true when there are none
   */
  public boolean isEmpty() {
    return size == 0;
  }

  /** Sorts them, lowest first. */
  public void sort() {
    Arrays.sort(ids, 0, size);
  }

  /**
   * Removes the last ones.
   *
   * @param to how many are left
   */
  public void shrink(int to) {
    size = to;
  }

  /** Removes all. */
  public void clear() {
    size = 0;
  }
}
