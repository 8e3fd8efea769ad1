package dev.rondo.sample.tavern;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What the log says while a test runs: it goes to the standard error, which is caught here. */
final class WrittenLog implements AutoCloseable {
  private static final long BOUND_NANOS = TimeUnit.SECONDS.toNanos(8);

  private final PrintStream before = System.err;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  WrittenLog() {
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
  }

  String text() {
    return written.toString(StandardCharsets.UTF_8);
  }

  /** Waits until the log says something. */
  void says(String words) {
    long start = System.nanoTime();
    while (!text().contains(words)) {
      if (System.nanoTime() - start > BOUND_NANOS) {
        throw new AssertionError("the log does not say \"" + words + "\":\n" + text());
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Override
  public void close() {
    System.setErr(before);
    before.print(text());
  }
}
