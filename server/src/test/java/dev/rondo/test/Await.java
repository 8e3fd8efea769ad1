package dev.rondo.test;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what happens on another thread, within a bound. */
public final class Await {
  /** How long a test waits for what should happen at once. Reached only when it does not happen. */
  public static final Duration BOUND = Duration.ofSeconds(8);

  private static final long POLL_NANOS = 1_000_000;

  private Await() {}

  /**
   * Returns once a condition holds.
   *
   * @param what the condition, as it stands in the failure
   */
  public static void until(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > BOUND.toNanos()) {
        throw new AssertionError("waited " + BOUND.toSeconds() + " s in vain until " + what);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** Returns once a latch is open. */
  public static void opened(CountDownLatch latch) {
    try {
      if (!latch.await(BOUND.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("a latch stayed shut for " + BOUND.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
