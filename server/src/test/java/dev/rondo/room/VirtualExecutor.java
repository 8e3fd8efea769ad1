package dev.rondo.room;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A loop in virtual time: nothing runs until the test lets time pass. For the test's thread only. */
public final class VirtualExecutor implements RoomExecutor {
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::due).thenComparingLong(Task::order));
  private long now;
  private long order;

  private record Task(long due, long order, Runnable work) {}

  /** Makes a loop whose clock stands at a number that is no round one. */
  public VirtualExecutor() {
    this(1_234_567_891L);
  }

  VirtualExecutor(long now) {
    this.now = now;
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public void execute(Runnable task) {
    at(now, task);
  }

  @Override
  public void at(long nanoTime, Runnable task) {
    tasks.add(new Task(Math.max(now, nanoTime), order++, task));
  }

  /** Runs what is due now. */
  public void runDue() {
    advance(Duration.ZERO);
  }

  /** Lets time pass, running each task at its moment. */
  public void advance(Duration time) {
    long end = now + time.toNanos();
    for (Task task = tasks.peek(); task != null && task.due() <= end; task = tasks.peek()) {
      tasks.remove();
      now = Math.max(now, task.due());
      task.work().run();
    }
    now = Math.max(now, end);
  }

  /** Lets time pass in which the loop runs nothing: what a long task, or the collector, does to it. */
  public void stall(Duration time) {
    now += time.toNanos();
  }

  /** Lets time pass to the next task, and runs it. */
  void runNext() {
    Task task = tasks.remove();
    now = Math.max(now, task.due());
    task.work().run();
  }

  long nextDue() {
    return tasks.element().due();
  }

  /** Says whether nothing waits. */
  public boolean isIdle() {
    return tasks.isEmpty();
  }
}
