package dev.rondo.room;

/**
 * Something that a room's clock will do.
 *
 * <p><b>Threads:</b> the room's loop only.
 */
public final class RoomTimer {
  /** Billionths of a tick: fine enough that a repeating timer keeps to its duration in the long run. */
  static final long TICK = 1_000_000_000;

  private final RoomClock clock;
  private final Runnable task;
  private final long start;
  private final long step;
  private final boolean repeats;
  private final boolean games;
  private final long order;
  private long elapsed;
  private long due;
  private boolean active = true;

  /**
   * Makes a timer.
   *
   * @param start at which tick it is set
   * @param step after how many billionths of a tick it runs
   * @param games whether the game has set it, rather than Rondo
   * @param order counts up with each timer of a room
   */
  RoomTimer(
      RoomClock clock,
      Runnable task,
      long start,
      long step,
      boolean repeats,
      boolean games,
      long order) {
    this.clock = clock;
    this.task = task;
    this.start = start;
    this.step = step;
    this.repeats = repeats;
    this.games = games;
    this.order = order;
    this.due = start;
    advance();
  }

  /** Does nothing more. May be called more than once, and from the timer's own task. */
  public void cancel() {
    if (active) {
      active = false;
      clock.forget(this);
    }
  }

  /**
   * Says whether it will run, or run again.
   *
   * @return false once it was cancelled, or has run and does not repeat
   */
  public boolean active() {
    return active;
  }

  /** Moves on to the next time, at a later tick. */
  void advance() {
    elapsed += step;
    due = Math.max(due + 1, start + (elapsed + TICK - 1) / TICK);
  }

  /** It has run, and does not repeat. */
  void over() {
    active = false;
  }

  void run() {
    task.run();
  }

  boolean repeats() {
    return repeats;
  }

  boolean games() {
    return games;
  }

  long due() {
    return due;
  }

  long order() {
    return order;
  }
}
