package dev.rondo.room;

import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.PriorityQueue;

/**
 * A room's time: it counts in ticks, stands still while the room does not tick, and is the same in a test
 * as in play. A timer runs at the first tick at which its time is over, at the earliest the next one,
 * after the inputs of that tick and before {@code onTick}; timers of one tick run in the order in which
 * they were set. With the room all its timers are gone.
 *
 * <p><b>Threads:</b> the room's loop only.
 *
 * <p><b>Bound:</b> {@code timers} timers of the game.
 */
public final class RoomClock {
  /** No room ticks so often: its ticks have run out before. */
  private static final long NEVER = (1L << 32) * RoomTimer.TICK;

  private final int tickRate;
  private final int capacity;
  private final Hooks hooks;
  private final PriorityQueue<RoomTimer> timers = new PriorityQueue<>(
      Comparator.comparingLong(RoomTimer::due).thenComparingLong(RoomTimer::order));
  private long now;
  private long order;
  private int set;

  RoomClock(int tickRate, int capacity, Hooks hooks) {
    this.tickRate = tickRate;
    this.capacity = capacity;
    this.hooks = hooks;
  }

  /**
   * Returns how long the room has been running, in its own time.
   *
   * @return seconds: ticks by the tick rate
   */
  public double seconds() {
    return (double) now / tickRate;
  }

  /**
   * Runs something once.
   *
   * @param delay after how long; rounded up to whole ticks, at least one
   * @param task what
   * @return the timer, to cancel it
   * @throws IllegalArgumentException if the delay is negative
   * @throws IllegalStateException if the room has {@link Limits#timers} timers set already
   */
  public RoomTimer after(Duration delay, Runnable task) {
    return set(steps(delay), false, true, task);
  }

  /**
   * Runs something once.
   *
   * @param ticks after how many ticks, 1 or more
   * @param task what
   * @return the timer, to cancel it
   * @throws IllegalArgumentException if there are none
   * @throws IllegalStateException if the room has {@link Limits#timers} timers set already
   */
  public RoomTimer afterTicks(int ticks, Runnable task) {
    return set(steps(ticks), false, true, task);
  }

  /**
   * Runs something again and again, until it is cancelled. A period that is no whole number of ticks is
   * kept in the long run: each time is rounded up for itself.
   *
   * @param period from one time to the next, the first included; at most once a tick
   * @param task what
   * @return the timer, to cancel it
   * @throws IllegalArgumentException if the period is negative
   * @throws IllegalStateException if the room has {@link Limits#timers} timers set already
   */
  public RoomTimer every(Duration period, Runnable task) {
    return set(steps(period), true, true, task);
  }

  /**
   * Runs something again and again, until it is cancelled.
   *
   * @param ticks from one time to the next, the first included; 1 or more
   * @param task what
   * @return the timer, to cancel it
   * @throws IllegalArgumentException if there are none
   * @throws IllegalStateException if the room has {@link Limits#timers} timers set already
   */
  public RoomTimer everyTicks(int ticks, Runnable task) {
    return set(steps(ticks), true, true, task);
  }

  /** Rondo's own: grace periods, replies that do not come. Bounded by what they belong to. */
  RoomTimer framework(Duration delay, Runnable task) {
    return set(steps(delay), false, false, task);
  }

  /** Lets a tick begin. */
  void tick() {
    now++;
  }

  /** Runs what is due at this tick. */
  void run() {
    for (RoomTimer next = timers.peek(); next != null && next.due() <= now; next = timers.peek()) {
      timers.remove();
      if (next.repeats()) {
        next.advance();
        timers.add(next); // before it runs, so that it can cancel itself
      } else {
        over(next);
      }
      if (next.games()) {
        hooks.call("a timer", null, next::run);
      } else {
        next.run(); // calls the game's code as what it is, if at all
      }
    }
  }

  void forget(RoomTimer timer) {
    if (timers.remove(timer) && timer.games()) {
      set--;
    }
  }

  private void over(RoomTimer timer) {
    timer.over();
    if (timer.games()) {
      set--;
    }
  }

  private RoomTimer set(long step, boolean repeats, boolean games, Runnable task) {
    Objects.requireNonNull(task, "task");
    if (games) {
      if (set == capacity) {
        throw new IllegalStateException("timers: " + capacity + " of " + capacity
            + " are set already. Cancel those that nobody needs, or raise Limits.timers.");
      }
      set++;
    }
    RoomTimer timer = new RoomTimer(this, task, now, step, repeats, games, order++);
    timers.add(timer);
    return timer;
  }

  private long steps(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("time: " + time + " (expected: 0 or more)");
    }
    boolean never = time.compareTo(Duration.ofNanos(NEVER / tickRate)) > 0;
    return never ? NEVER : time.toNanos() * tickRate;
  }

  private static long steps(int ticks) {
    if (ticks < 1) {
      throw new IllegalArgumentException("ticks: " + ticks + " (expected: 1 or more)");
    }
    return ticks * RoomTimer.TICK;
  }
}
