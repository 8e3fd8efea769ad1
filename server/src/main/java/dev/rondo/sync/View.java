package dev.rondo.sync;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one client holds of a room's state, and up to which tick it was told of each. {@link Replicator}
 * brings it up to now.
 *
 * <p>A view in which everything is visible and told is kept as that one fact ({@code uniform}); its
 * client's frame is then the one that all such clients share. Any other view lists what it holds.
 *
 * <p><b>Threads:</b> the room's loop only.
 *
 * <p><b>Bound:</b> what there is to see, and what was removed since the client was last told.
 */
public final class View {
  /** No tick that has one after it: the client holds a copy that must start anew. */
  static final int ANEW = -1;

  private static final int FIRST_SIZE = 16;

  /** Whom the game knows as the one who looks. */
  final Object viewer;

  // What everybody sees of entities and singles, in the order of their keys.
  Replicated[] held = new Replicated[FIRST_SIZE];
  private long[] keys = new long[FIRST_SIZE];
  /** The tick up to which the client was told of each; NEVER: not at all yet; or ANEW. */
  int[] sentAt = new int[FIRST_SIZE];
  /** The tick in which each came into view. */
  int[] wantedAt = new int[FIRST_SIZE];

  int size;

  // What only the owner sees.
  Entity[] owned = new Entity[4];
  int[] ownedSentAt = new int[4];
  int ownedSize;

  /** Whether all that there is was told up to {@link #asOf}, and nothing is listed. */
  boolean uniform;
  /** The tick of the last frame, or of the last tick in which there was nothing to tell. */
  int asOf = Replicated.NEVER;
  /** The tick in which the view began. */
  int begunAt = Replicated.NEVER;
  /** Whether all that there was to see when the view began was told. */
  boolean complete;

  /** Whether all of the client's copies must start anew, because one is not what it should be. */
  boolean resyncs;
  /** Which one: perhaps one that the client should not have. */
  int unknown;

  // Where the viewer looks.
  private @Nullable Entity lookedAt;
  private double lookX = Double.NaN;
  private double lookY = Double.NaN;

  /** The rules of sight by which it was made. */
  int rules;

  // Where that is in the grid.
  boolean looks;
  int cellX;
  int cellY;

  /**
   * Makes the view of a client that has been told nothing.
   *
   * @param viewer whom the game knows as the one who looks
   */
  public View(Object viewer) {
    this.viewer = viewer;
  }

  /** Starts again: the client's copy is to be told everything, because its connection is another one. */
  public void restart() {
    Arrays.fill(held, 0, size, null);
    size = 0;
    Arrays.fill(ownedSentAt, Replicated.NEVER);
    uniform = false;
    asOf = Replicated.NEVER;
    begunAt = Replicated.NEVER;
    complete = false;
    rules = 0;
    looks = false;
    resyncs = false;
  }

  /** Ends: nothing is owned anymore. */
  public void close() {
    for (int i = 0; i < ownedSize; i++) {
      if (owned[i].owner == this) {
        owned[i].owner = null;
      }
    }
    restart();
    ownedSize = 0;
  }

  /**
   * Says whether all that there was to see when the view began was told.
   *
   * @return whether
   */
  public boolean isComplete() {
    return complete;
  }

  /**
   * Has all of the client's copies start anew, because one is not what it should be.
   *
   * @param name its entity's id or its single's field number
   */
  public void resync(int name) {
    resyncs = true;
    unknown = name;
  }

  /**
   * Makes an entity the viewer's own, and no longer that of somebody else.
   *
   * @param entity an entity
   * @throws IllegalStateException if it was not spawned yet
   */
  public void own(Entity entity) {
    if (entity.part == null) {
      throw new IllegalStateException(
          "an entity that is in no room cannot be anybody's; spawn it first");
    }
    if (entity.owner == this) {
      return;
    }
    entity.owner = this;
    for (int i = 0; i < ownedSize; i++) {
      if (owned[i] == entity) {
        return; // lost and won within a tick
      }
    }
    if (ownedSize == owned.length) {
      makeRoom();
    }
    ownedSentAt[ownedSize] = Replicated.NEVER;
    owned[ownedSize++] = entity;
  }

  /** Forgets what was lost before the client was told of it: while it is away, that may be much. */
  private void makeRoom() {
    int kept = 0;
    for (int i = 0; i < ownedSize; i++) {
      boolean isLost = owned[i].gone || owned[i].owner != this;
      if (!isLost || ownedSentAt[i] != Replicated.NEVER) {
        owned[kept] = owned[i];
        ownedSentAt[kept++] = ownedSentAt[i];
      }
    }
    Arrays.fill(owned, kept, ownedSize, null);
    ownedSize = kept;
    if (kept > owned.length / 2) {
      owned = Arrays.copyOf(owned, owned.length * 2);
      ownedSentAt = Arrays.copyOf(ownedSentAt, ownedSentAt.length * 2);
    }
  }

  /**
   * Takes an entity from its owner, whoever that is.
   *
   * @param entity an entity
   */
  public static void disown(Entity entity) {
    entity.owner = null;
  }

  /**
   * Has the viewer look at a place.
   *
   * @param x the first coordinate
   * @param y the second coordinate
   */
  public void lookAt(double x, double y) {
    lookedAt = null;
    lookX = x;
    lookY = y;
  }

  /**
   * Has the viewer look at an entity, wherever it goes; while it is in no room or nowhere, at what the
   * viewer owns.
   *
   * @param entity an entity
   */
  public void lookAt(Entity entity) {
    lookedAt = entity;
    lookX = Double.NaN;
    lookY = Double.NaN;
  }

  /** Has the view's middle be where the viewer looks now; true if that is another cell than before. */
  boolean look(Plane at) {
    boolean looked = looks;
    int x = cellX;
    int y = cellY;
    Cell cell = lookedCell(at);
    looks = cell != null || !(Double.isNaN(lookX) || Double.isNaN(lookY));
    if (looks) {
      cellX = cell == null ? at.cellOf(lookX) : cell.x;
      cellY = cell == null ? at.cellOf(lookY) : cell.y;
    }
    return looks != looked || cellX != x || cellY != y;
  }

  private @Nullable Cell lookedCell(Plane at) {
    if (lookedAt != null && isSomewhere(lookedAt, at)) {
      return lookedAt.cell;
    }
    if (Double.isNaN(lookX)) {
      for (int i = 0; i < ownedSize; i++) {
        if (owned[i].owner == this && isSomewhere(owned[i], at)) {
          return owned[i].cell;
        }
      }
    }
    return null;
  }

  private static boolean isSomewhere(Entity entity, Plane at) {
    return entity.isSpawned() && entity.cell != null && entity.cell != at.nowhere();
  }

  /** Whether nothing waits for a later frame. */
  boolean isCurrent() {
    for (int i = 0; i < size; i++) {
      if (sentAt[i] != asOf) {
        return false;
      }
    }
    return true;
  }

  // What is listed.

  /** Where something is listed; else below 0. */
  int find(Replicated what) {
    return Arrays.binarySearch(keys, 0, size, what.key());
  }

  /** Lists what is not listed yet. */
  void add(Replicated what, int sent, int tick) {
    long key = what.key();
    int at = size > 0 && keys[size - 1] < key ? -size - 1 : Arrays.binarySearch(keys, 0, size, key);
    if (at < 0) {
      insert(-at - 1, what, key, sent, tick);
    }
  }

  private void insert(int at, Replicated what, long key, int sent, int tick) {
    if (size == held.length) {
      held = Arrays.copyOf(held, size * 2);
      keys = Arrays.copyOf(keys, size * 2);
      sentAt = Arrays.copyOf(sentAt, size * 2);
      wantedAt = Arrays.copyOf(wantedAt, size * 2);
    }
    int behind = size - at;
    System.arraycopy(held, at, held, at + 1, behind);
    System.arraycopy(keys, at, keys, at + 1, behind);
    System.arraycopy(sentAt, at, sentAt, at + 1, behind);
    System.arraycopy(wantedAt, at, wantedAt, at + 1, behind);
    held[at] = what;
    keys[at] = key;
    sentAt[at] = sent;
    wantedAt[at] = tick;
    size++;
  }

  /** Moves an entry down over those that are dropped. */
  void move(int from, int to) {
    if (from != to) {
      held[to] = held[from];
      keys[to] = keys[from];
      sentAt[to] = sentAt[from];
      wantedAt[to] = wantedAt[from];
    }
  }

  void shrink(int to) {
    Arrays.fill(held, to, size, null);
    size = to;
  }
}
