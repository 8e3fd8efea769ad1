package dev.rondo.leak;

import io.netty.buffer.PooledByteBufAllocator;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class after which Netty reports a leak. */
public final class LeakGuard implements BeforeAllCallback, AfterAllCallback {

  /** Called by JUnit, as a service. */
  public LeakGuard() {}

  @Override
  public void beforeAll(ExtensionContext context) {
    String detector = System.getProperty("io.netty.customResourceLeakDetector");
    if (!RecordingLeakDetector.class.getName().equals(detector)) {
      throw new IllegalStateException("io.netty.customResourceLeakDetector: " + detector
          + " (expected: " + RecordingLeakDetector.class.getName()
          + "). Leaks would go unseen; run the test"
          + " through Maven, or pass this and -Dio.netty.leakDetection.level=paranoid to the JVM.");
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    List<String> leaks = leaks();
    if (!leaks.isEmpty()) {
      throw new AssertionError(leaks.size() + " leaked resources were noticed after "
          + context.getDisplayName() + ":\n" + String.join("\n", leaks));
    }
  }

  /** Collects what is unreachable, and has Netty look at what was collected. */
  private static List<String> leaks() throws InterruptedException {
    for (int round = 0; round < 2; round++) {
      collect();
      PooledByteBufAllocator.DEFAULT
          .buffer(1)
          .release(); // tracking a new buffer reports the lost ones
    }
    return RecordingLeakDetector.takeReports();
  }

  /** Returns once a collection has queued its dead references, or after a second. */
  private static void collect() throws InterruptedException {
    ReferenceQueue<Object> queue = new ReferenceQueue<>();
    WeakReference<Object> sentinel = new WeakReference<>(new Object(), queue);
    System.gc();
    queue.remove(1_000);
    sentinel.clear();
  }
}
