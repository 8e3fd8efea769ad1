package dev.rondo.room;

import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Calls a room at its deadlines.
 *
 * <p>Tick n is due at start + n / rate, on the monotonic clock, whatever the ticks before took: work and
 * a late wake-up shift nothing. A loop that is late runs the ticks that are due, up to
 * {@value #CATCH_UP} in a row, and drops the rest: the deadlines move on by what was dropped, so a
 * stall of a second costs a second of play and not a burst of a second's ticks.
 *
 * <p><b>Threads:</b> the room's loop only.
 */
final class TickLoop {
  private static final int CATCH_UP = 3;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final RoomExecutor executor;
  private final int tickRate;
  private final IntConsumer onTick;
  private long start;
  private long due;
  private int number;
  private long dropped;
  private boolean stopped;

  /**
   * Makes a loop that stands still.
   *
   * @param onTick called with the number of each tick, from 1 on
   */
  TickLoop(RoomExecutor executor, int tickRate, IntConsumer onTick) {
    this.executor = executor;
    this.tickRate = tickRate;
    this.onTick = onTick;
  }

  /**
   * Starts it.
   *
   * @param phase where in a period its ticks fall, 0 to 1, so that the rooms of a loop do not all tick
   *     at once
   */
  void start(double phase) {
    long period = SECOND / tickRate;
    long now = executor.nanoTime();
    start = now - Math.floorMod(now, period) + (long) (phase * period);
    if (start < now) {
      start += period;
    }
    schedule();
  }

  void stop() {
    stopped = true;
  }

  /** How many ticks were left out because the loop was too late for them. */
  long dropped() {
    return dropped;
  }

  private void schedule() {
    executor.at(deadline(), this::run);
  }

  /** Counted from the start, so that periods that are no whole nanoseconds do not drift. */
  private long deadline() {
    return start + due / tickRate * SECOND + due % tickRate * SECOND / tickRate;
  }

  private void run() {
    for (int i = 0; i < CATCH_UP && !stopped && executor.nanoTime() >= deadline(); i++) {
      due++;
      onTick.accept(++number);
    }
    if (stopped) {
      return;
    }
    dropOverdue();
    schedule();
  }

  private void dropOverdue() {
    long late = executor.nanoTime() - deadline();
    if (late >= SECOND / tickRate) {
      long overdue = late / (SECOND / tickRate);
      due += overdue;
      dropped += overdue;
    }
  }
}
