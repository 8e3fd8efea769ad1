package dev.rondo.leak;

import io.netty.util.ResourceLeakDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Netty's leak detector, keeping each report for {@link LeakGuard} beside logging it. Netty makes it
 * itself, by the system property {@code io.netty.customResourceLeakDetector}.
 *
 * @param <T> the kind of resource that is watched
 */
public final class RecordingLeakDetector<T> extends ResourceLeakDetector<T> {
  private static final Queue<String> REPORTS = new ConcurrentLinkedQueue<>();

  /**
   * Called by Netty, by reflection.
   *
   * @param resourceType the kind of resource that is watched
   * @param samplingInterval one in how many is watched; all of them at level paranoid
   */
  public RecordingLeakDetector(Class<?> resourceType, int samplingInterval) {
    super(resourceType, samplingInterval);
  }

  /**
   * Looked for by Netty before the other one, and missed with an error in the log.
   *
   * @param resourceType the kind of resource that is watched
   * @param samplingInterval one in how many is watched
   * @param maxActive ignored by Netty since 4.1
   */
  public RecordingLeakDetector(Class<?> resourceType, int samplingInterval, long maxActive) {
    this(resourceType, samplingInterval);
  }

  /** Takes the reports that came since the last call. */
  static List<String> takeReports() {
    List<String> taken = new ArrayList<>();
    for (String report = REPORTS.poll(); report != null; report = REPORTS.poll()) {
      taken.add(report);
    }
    return taken;
  }

  @Override
  protected boolean needReport() {
    return true;
  }

  @Override
  protected void reportTracedLeak(String resourceType, String records) {
    REPORTS.add(resourceType + records);
    super.reportTracedLeak(resourceType, records);
  }

  @Override
  protected void reportUntracedLeak(String resourceType) {
    REPORTS.add(resourceType);
    super.reportUntracedLeak(resourceType);
  }
}
