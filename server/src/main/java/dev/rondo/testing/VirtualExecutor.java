package dev.rondo.testing;

import dev.rondo.room.RoomExecutor;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A loop in virtual time: nothing runs until somebody lets time pass.
 *
 * <p><b>Threads:</b> one, whichever lets time pass. A task that comes from another is refused, and the
 * next to let time pass is told, because its order would be that of chance.
 */
public final class VirtualExecutor implements RoomExecutor {
  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private long now;
  private long order;
  private volatile @Nullable Thread owner;
  private volatile @Nullable Thread intruder;

  private record Task(long due, long order, Runnable work) implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      int byTime = Long.compare(due, other.due);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  /** Makes a loop whose clock stands at a number that is no round one. */
  public VirtualExecutor() {
    this(1_234_567_891L);
  }

  /**
   * Makes a loop.
   *
   * @param nanoTime where its clock stands
   */
  public VirtualExecutor(long nanoTime) {
    now = nanoTime;
  }

  @Override
  public long nanoTime() {
    return now;
  }

  /**
   * Runs a task on the loop, in the order of the calls, when time passes or in this very moment if it
   * does.
   *
   * @param task the task
   * @throws IllegalStateException if the call comes from a thread that is not the test's
   */
  @Override
  public void execute(Runnable task) {
    checkThread();
    at(now, task);
  }

  @Override
  public void at(long nanoTime, Runnable task) {
    tasks.add(new Task(Math.max(now, nanoTime), order++, task));
  }

  // What is outside of rooms.

  /**
   * Stands for something outside that takes its time, such as a database.
   *
   * @param delay how long it takes, 0 or more
   * @param result what comes of it
   * @param <T> what comes of it
   * @return completes on this loop when that time has passed
   */
  public <T> CompletionStage<T> later(Duration delay, T result) {
    CompletableFuture<T> stage = new CompletableFuture<>();
    at(now + delay.toNanos(), () -> stage.complete(result));
    return stage;
  }

  /**
   * Stands for something outside that takes its time and then fails.
   *
   * @param delay how long it takes, 0 or more
   * @param failure what it fails with
   * @param <T> what would have come of it
   * @return fails on this loop when that time has passed
   */
  public <T> CompletionStage<T> laterFailing(Duration delay, Throwable failure) {
    CompletableFuture<T> stage = new CompletableFuture<>();
    at(now + delay.toNanos(), () -> stage.completeExceptionally(failure));
    return stage;
  }

  // How time passes.

  /** Runs what is due now. */
  public void runDue() {
    advanceTo(now);
  }

  /**
   * Lets time pass, running each task at its moment.
   *
   * @param time how much
   */
  public void advance(Duration time) {
    advanceTo(now + time.toNanos());
  }

  /**
   * Lets time pass up to a moment, running each task at its own.
   *
   * @param nanoTime until when, by {@link #nanoTime}
   * @throws IllegalStateException if another thread has tried to put a task onto this loop
   */
  public void advanceTo(long nanoTime) {
    own();
    for (Task task = tasks.peek(); task != null && task.due() <= nanoTime; task = tasks.peek()) {
      runNext();
    }
    now = Math.max(now, nanoTime);
  }

  /**
   * Lets time pass in which the loop runs nothing: what a long task, or the collector, does to it.
   *
   * @param time how much
   */
  public void stall(Duration time) {
    now += time.toNanos();
  }

  /**
   * Lets time pass to the next task, and runs it.
   *
   * @throws java.util.NoSuchElementException if there is none
   */
  public void runNext() {
    Task task = tasks.remove();
    now = Math.max(now, task.due());
    task.work().run();
  }

  /**
   * Returns when the next task is due.
   *
   * @return its moment, by {@link #nanoTime}
   * @throws java.util.NoSuchElementException if there is none
   */
  public long nextDue() {
    return tasks.element().due();
  }

  /**
   * Says whether nothing waits.
   *
   * @return true if no task is left
   */
  public boolean isIdle() {
    return tasks.isEmpty();
  }

  private void own() {
    Thread other = intruder;
    if (other != null) {
      intruder = null;
      throw new IllegalStateException(refusal(other));
    }
    owner = Thread.currentThread();
  }

  /** What throws on another thread is often swallowed there, so it is also kept for the test's. */
  private void checkThread() {
    Thread expected = owner;
    Thread current = Thread.currentThread();
    if (expected != null && expected != current) {
      intruder = current;
      throw new IllegalStateException(refusal(current));
    }
  }

  private static String refusal(Thread thread) {
    return "thread " + thread.getName() + " put a task onto a loop in virtual time (expected: the"
        + " test's own thread). Let what is outside of the room answer with later(...).";
  }
}
