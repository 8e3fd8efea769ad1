package dev.rondo.net;

import io.netty.channel.EventLoop;
import java.util.concurrent.RejectedExecutionException;

/** How what happens on one loop is told to another. */
final class Loops {
  private Loops() {}

  /** Runs a task on a loop, if that has not ended: an ended one has nothing left to count or to answer. */
  static void tell(EventLoop loop, Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      return;
    }
  }
}
