package dev.rondo.sync;

import com.google.protobuf.ProtocolMessageEnum;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What clients hold a copy of: an {@link Entity} or a {@link Single}. It knows what has changed of it since
 * the last frame, and for each field the tick of its last change, so that a client that is behind can be
 * told what it missed and no more.
 *
 * <p><b>Threads:</b> the room's loop only.
 */
public abstract class Replicated {
  /** No tick: ticks begin with 1. */
  static final int NEVER = 0;

  /** How a change is written in the frames of those who are up to date. */
  enum Form {
    /** Counts only, in a row. */
    MOVE,
    /** The changed fields, in an element. */
    ELEMENT,
    /** All fields, in an element; who has a copy is told to start it anew. */
    WHOLE
  }

  private final int[] changedAt;
  private long marked;
  private boolean markedReset;
  private boolean markedOwnersReset;

  /** Where it is, or was. */
  @Nullable
  Part part;

  /** Whether it was taken out of the room. */
  boolean gone;

  /**
   * The fields that a new copy must be told: those that were not at their defaults to begin with, and those
   * that have changed since. So all copies have the same fields set, whatever way they came.
   */
  long told;

  /** The tick with which it was first encoded. */
  int bornAt = NEVER;
  /** The tick of the newest change that everybody sees. */
  int publicAt = NEVER;
  /** The tick of the newest change that the owner sees. */
  int ownersAt = NEVER;
  /** The tick of the newest change for which copies must start anew. */
  int resetAt = NEVER;

  int ownersResetAt = NEVER;

  /** How the change of tick {@link #publicAt} is written, and where its bytes stand. */
  Form form = Form.WHOLE;

  /** The fields of that change. */
  long changed;

  int deltaOffset;
  int deltaLength;

  /** The number of its row, if it is a move. */
  int row;

  /** The tick for which the bytes of the whole stand ready, and where. */
  int wholeAt = NEVER;

  int wholeOffset;
  int wholeLength;

  Replicated(int fields) {
    changedAt = new int[fields];
  }

  /** An entity's id, or a single's field number: what frames call it. */
  abstract int name();

  // For generated code.

  /**
   * Notes that a field has changed.
   *
   * @param index the field's index
   */
  protected final void mark(int index) {
    marked |= 1L << index;
    if (part != null) {
      part.marked = true;
    }
  }

  /**
   * Notes that a field has changed in a way that protobuf cannot say: a list, a map, a oneof that is
   * nothing anymore. The copies of this entity start anew.
   *
   * @param index the field's index
   */
  protected final void markReset(int index) {
    mark(index);
    if (part != null && (part.fields().owners & (1L << index)) != 0) {
      markedOwnersReset = true;
    } else {
      markedReset = true;
    }
  }

  /**
   * Counts steps.
   *
   * @param value in the game's unit
   * @param step the field's step
   * @param before the count until now
   * @return the nearest count, that of the nearest value there is if this one is out of range, or the count
   *     until now if it is not a number
   */
  protected final int signedSteps(double value, double step, int before) {
    double count = Math.rint(value / step);
    if (count >= Integer.MIN_VALUE && count <= Integer.MAX_VALUE) {
      return (int) count;
    }
    clamped();
    return Double.isNaN(count) ? before : (int) count; // which saturates
  }

  /**
   * Counts steps of a field that has no sign.
   *
   * @param value in the game's unit
   * @param step the field's step
   * @param before the count until now, unsigned
   * @return as {@link #signedSteps}, unsigned
   */
  protected final int unsignedSteps(double value, double step, int before) {
    double count = Math.rint(value / step);
    if (count >= 0 && count <= 0xffffffffL) {
      return (int) (long) count;
    }
    clamped();
    if (Double.isNaN(count)) {
      return before;
    }
    return count < 0 ? 0 : -1;
  }

  /**
   * Counts the steps of the fields that are marked and have a step.
   *
   * @param fields what is marked
   * @return what of it has changed: without the fields whose count is what it was
   */
  protected abstract long settle(long fields);

  /**
   * Writes fields in the order of their numbers, with tags.
   *
   * @param out where to
   * @param fields which
   * @param whole whether a field with a step is written as its count; else as the difference that the last
   *     {@link #settle} has made
   */
  protected abstract void writeFields(StateWriter out, long fields, boolean whole);

  /**
   * Says by how many steps the last {@link #settle} has found fields changed.
   *
   * @param into gets the difference of each field with a step, at the field's index
   */
  protected abstract void steps(int[] into);

  /**
   * Says what must be told of something new.
   *
   * @return the fields that are not what they are by default
   */
  protected abstract long present();

  // For this package.

  /** What it is part of. */
  final Part part() {
    if (part == null) {
      throw new IllegalStateException("not in a room's state yet; spawn it");
    }
    return part;
  }

  /** Orders what a view holds: by the parts of the state, in these by name. */
  final long key() {
    return ((long) part().number() << 32) | name();
  }

  final void joins(Part to) {
    part = to;
    part.marked = true;
  }

  final boolean isMarked() {
    return marked != 0 || bornAt == NEVER;
  }

  /** Takes the marks as the changes of a tick. */
  final void settle(int tick, FieldTable fields) {
    if (bornAt == NEVER) {
      settle(fields.counts);
      born(tick, fields);
    } else {
      note(tick, fields, settle(marked));
    }
    marked = 0;
    markedReset = false;
    markedOwnersReset = false;
  }

  private void born(int tick, FieldTable fields) {
    bornAt = tick;
    publicAt = tick;
    ownersAt = tick;
    form = Form.WHOLE;
    told = present() | fields.columns; // a row has all of them, also for what has changed one only
    Arrays.fill(changedAt, tick);
  }

  private void note(int tick, FieldTable fields, long now) {
    for (long rest = now; rest != 0; rest &= rest - 1) {
      changedAt[Long.numberOfTrailingZeros(rest)] = tick;
    }
    told |= now;
    long everybodys = now & ~fields.owners;
    if (everybodys != 0) {
      publicAt = tick;
      changed = everybodys;
      form =
          markedReset ? Form.WHOLE : (everybodys & ~fields.columns) == 0 ? Form.MOVE : Form.ELEMENT;
      if (markedReset) {
        resetAt = tick;
      }
    }
    if ((now & fields.owners) != 0) {
      ownersAt = tick;
      if (markedOwnersReset) {
        ownersResetAt = tick;
      }
    }
  }

  /** The fields that have changed after a tick. */
  final long changedSince(int tick) {
    long fields = 0;
    for (int i = 0; i < changedAt.length; i++) {
      if (isAfter(changedAt[i], tick)) {
        fields |= 1L << i;
      }
    }
    return fields;
  }

  /** Compares ticks, which are unsigned. */
  static boolean isAfter(int tick, int other) {
    return Integer.compareUnsigned(tick, other) > 0;
  }

  /**
   * Refuses what could not be sent, while the game's code that gives it is at work.
   *
   * @throws NullPointerException if the value is null
   * @throws IllegalArgumentException if it is the value of an enum that has no number
   */
  static <T> T sendable(T value) {
    Objects.requireNonNull(value, "value");
    if (value instanceof ProtocolMessageEnum constant) {
      constant.getNumber(); // UNRECOGNIZED throws
    }
    return value;
  }

  private void clamped() {
    if (part != null) {
      part.clamped++;
    }
  }
}
