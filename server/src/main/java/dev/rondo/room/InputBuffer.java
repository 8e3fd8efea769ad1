package dev.rondo.room;

import com.google.protobuf.Message;
import java.util.ArrayDeque;

/**
 * The inputs of one player that wait for a tick, oldest first. It smooths jitter: what comes in bunches
 * is taken one a tick.
 *
 * <p><b>Threads:</b> the room's loop only.
 *
 * <p><b>Bound:</b> {@code inputQueue} inputs. Full: the oldest is dropped, counted, and acknowledged as
 * dropped, because a game wants the newest.
 */
final class InputBuffer {
  private final int capacity;
  private final IdlePolicy idlePolicy;
  private final Message neutral;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private int lastReceived;
  private int acknowledged;
  private long dropped;
  private Message last;
  private boolean held = true;

  private record Waiting(int sequence, Message input) {}

  InputBuffer(int capacity, IdlePolicy idlePolicy, Message neutral) {
    this.capacity = capacity;
    this.idlePolicy = idlePolicy;
    this.neutral = neutral;
    this.last = neutral;
  }

  /** Says whether an input with this number would be new; others need not even be decoded. */
  boolean isNew(int sequence) {
    return Integer.compareUnsigned(sequence, lastReceived) > 0;
  }

  /** Adds an input that {@link #isNew}. */
  void add(int sequence, Message input) {
    lastReceived = sequence;
    if (waiting.size() == capacity) {
      acknowledged = waiting.removeFirst().sequence();
      dropped++;
    }
    waiting.addLast(new Waiting(sequence, input));
    held = true;
  }

  /** Takes the oldest, or what the idle policy says; it counts as applied from now on. */
  Message take() {
    Waiting next = waiting.pollFirst();
    if (next == null) {
      return idlePolicy == IdlePolicy.REPEAT ? last : neutral;
    }
    acknowledged = next.sequence();
    last = held ? next.input() : neutral;
    return next.input();
  }

  /** Nobody holds the controls anymore: nothing is repeated, neither the last input nor one that waits. */
  void letGo() {
    last = neutral;
    held = false;
  }

  int waiting() {
    return waiting.size();
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
