package dev.rondo.benchmarks;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads of the kind that Netty's loops run on, for JMH to run a benchmark on. Netty pools buffers and
 * what goes with them for such threads only; on others a benchmark would pay, and be said to allocate,
 * what a server does not.
 */
public final class LoopThreads extends ThreadPoolExecutor {

  /**
   * Called by JMH, if {@code jmh.executor} is {@code CUSTOM} and {@code jmh.executor.class} names this.
   *
   * @param threads how many
   * @param name what their names begin with
   */
  public LoopThreads(int threads, String name) {
    super(
        threads,
        threads,
        0,
        TimeUnit.MILLISECONDS,
        new LinkedBlockingQueue<>(),
        new DefaultThreadFactory(name, true));
  }
}
