package dev.rondo.room;

import java.util.Arrays;

/**
 * The frames that were sent to a client and that it has not said to have applied. TCP hides a slow client:
 * what it does not read lies in buffers for minutes, and each further frame would arrive behind all of it.
 * So a client whose oldest frame has been on its way for too long gets nothing until it has applied all.
 * From then on it gets two frames at a time, each with the newest state; that number doubles each time all
 * were applied, until it no longer matters.
 *
 * <p><b>Threads:</b> the room's loop only.
 *
 * <p><b>Bound:</b> as many frames as a room sends within {@code lagNanos}.
 */
final class Flight {
  /** So many frames at a time are no bound anymore. */
  private static final int WIDE_OPEN = 256;

  private final long lagNanos;
  private final int lagBytes;
  private int[] ticks = new int[32];
  private int[] lengths = new int[32];
  private long[] times = new long[32];
  private int first;
  private int size;
  private int bytes;
  private int window = WIDE_OPEN;
  private boolean behind;

  /**
   * Makes one for a client that has all that it was sent.
   *
   * @param lagNanos how long a frame may be on its way
   * @param lagBytes how many bytes may be on their way
   */
  Flight(long lagNanos, int lagBytes) {
    this.lagNanos = lagNanos;
    this.lagBytes = lagBytes;
  }

  /** Starts with another connection. */
  void restart() {
    size = 0;
    bytes = 0;
    window = WIDE_OPEN;
    behind = false;
  }

  /** Says whether the client must first apply what it has been sent. */
  boolean isBehind(long now) {
    if (size > 0 && (bytes > lagBytes || now - times[first] > lagNanos)) {
      behind = true;
      window = 1;
    }
    return behind || (window < WIDE_OPEN && size >= window);
  }

  void sent(int tick, int length, long now) {
    if (size == ticks.length) {
      grow();
    }
    int at = (first + size) & (ticks.length - 1);
    ticks[at] = tick;
    lengths[at] = length;
    times[at] = now;
    size++;
    bytes += length;
  }

  /** The client has applied everything up to a tick. */
  void applied(int tick) {
    while (size > 0 && Integer.compareUnsigned(ticks[first], tick) <= 0) {
      bytes -= lengths[first];
      first = (first + 1) & (ticks.length - 1);
      size--;
      if (size == 0) {
        behind = false;
        window = Math.min(window * 2, WIDE_OPEN);
      }
    }
  }

  private void grow() {
    int[] oldTicks = ticks;
    int[] oldLengths = lengths;
    long[] oldTimes = times;
    ticks = Arrays.copyOf(oldTicks, size * 2);
    lengths = Arrays.copyOf(oldLengths, size * 2);
    times = Arrays.copyOf(oldTimes, size * 2);
    for (int i = 0; i < size; i++) {
      int from = (first + i) & (size - 1);
      ticks[i] = oldTicks[from];
      lengths[i] = oldLengths[from];
      times[i] = oldTimes[from];
    }
    first = 0;
  }
}
