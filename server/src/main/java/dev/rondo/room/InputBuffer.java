package dev.rondo.room;

import io.netty.buffer.ByteBuf;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of one player that wait for a tick, oldest first. It smooths jitter: what comes in bunches
 * is taken one a tick.
 *
 * <p><b>Threads:</b> the room's loop only.
 *
 * <p><b>Allocation:</b> a view for each input that waits, once; they are used again.
 *
 * <p><b>Bound:</b> {@code inputQueue} inputs. Full: the oldest is dropped, counted, and acknowledged as
 * dropped, because a game wants the newest.
 */
final class InputBuffer {
  private final IdlePolicy idlePolicy;
  private final Supplier<? extends InputView> newInput;
  private final @Nullable InputView[] views;
  private final int[] sequences;
  private final InputView neutral;
  private int first;
  private int size;
  private int lastReceived;
  private int acknowledged;
  private long dropped;
  /** What was taken last. */
  private InputView last;
  /** Whether that may be repeated. */
  private boolean repeats;

  private boolean held = true;

  InputBuffer(int capacity, IdlePolicy idlePolicy, Supplier<? extends InputView> newInput) {
    this.idlePolicy = idlePolicy;
    this.newInput = newInput;
    views = new InputView[capacity];
    sequences = new int[capacity];
    neutral = newInput.get();
    last = newInput.get();
  }

  /** Says whether an input with this number would be new; others need not even be decoded. */
  boolean isNew(int sequence) {
    return Integer.compareUnsigned(sequence, lastReceived) > 0;
  }

  /**
   * Adds an input that {@link #isNew}.
   *
   * @throws dev.rondo.protocol.MalformedFrameException if it is not the contract's message
   * @throws RuleBrokenException if a value is out of its bounds
   */
  void add(int sequence, ByteBuf payload) {
    lastReceived = sequence;
    if (size == views.length) {
      acknowledged = sequences[first];
      first = (first + 1) % views.length;
      size--;
      dropped++;
    }
    int at = (first + size) % views.length;
    InputView view = views[at];
    if (view == null) {
      view = newInput.get();
      views[at] = view;
    }
    view.decode(payload);
    sequences[at] = sequence;
    size++;
    held = true;
  }

  /** Takes the oldest, or what the idle policy says; it counts as applied from now on. */
  InputView take() {
    InputView next = views[first];
    if (size == 0 || next == null) {
      return idlePolicy == IdlePolicy.REPEAT && repeats ? last : neutral;
    }
    acknowledged = sequences[first];
    views[first] = last; // to be used again
    first = (first + 1) % views.length;
    size--;
    last = next;
    repeats = held;
    return next;
  }

  /** Nobody holds the controls anymore: nothing is repeated, neither the last input nor one that waits. */
  void letGo() {
    repeats = false;
    held = false;
  }

  int waiting() {
    return size;
  }

  /** The newest input that was applied or dropped; 0 before the first. */
  int acknowledged() {
    return acknowledged;
  }

  /** How many were dropped because too many waited. */
  long dropped() {
    return dropped;
  }
}
