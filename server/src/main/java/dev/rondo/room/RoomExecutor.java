package dev.rondo.room;

/** The loop of a room: its thread and its clock. */
public interface RoomExecutor {

  /**
   * Returns the monotonic time that {@link #at} counts in. Any thread.
   *
   * @return nanoseconds from an arbitrary start
   */
  long nanoTime();

  /**
   * Runs a task on the loop, soon, in the order of the calls. Any thread.
   *
   * @param task the task; must not block
   * @throws java.util.concurrent.RejectedExecutionException if the loop has ended
   */
  void execute(Runnable task);

  /**
   * Runs a task on the loop at a time, or soon if that has passed. The loop's thread only.
   *
   * @param nanoTime when, by {@link #nanoTime}
   * @param task the task; must not block
   */
  void at(long nanoTime, Runnable task);
}
