package dev.rondo.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/**
 * What this process has used so far, or between two such moments.
 *
 * @param nanos by the clock, from an arbitrary start
 * @param serverNanos processor time of the server's loops
 * @param playersNanos processor time of the players' loop
 * @param processNanos processor time of the whole process, collector and compiler included
 * @param collections how often the garbage collector ran
 * @param collectionMillis how long that took; for a concurrent collector that is no pause
 * @param loadAverage of the machine in the minute before, this process included; below 0 where there is
 *     none
 */
record Effort(
    long nanos,
    long serverNanos,
    long playersNanos,
    long processNanos,
    long collections,
    long collectionMillis,
    double loadAverage) {

  static Effort soFar() {
    long collections = 0;
    long collectionMillis = 0;
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      collections += collector.getCollectionCount();
      collectionMillis += collector.getCollectionTime();
    }
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Effort(
        System.nanoTime(),
        threads("rondo-"),
        threads(LoopbackPlayers.THREADS),
        system.getProcessCpuTime(),
        collections,
        collectionMillis,
        system.getSystemLoadAverage());
  }

  Effort since(Effort before) {
    return new Effort(
        nanos - before.nanos,
        serverNanos - before.serverNanos,
        playersNanos - before.playersNanos,
        processNanos - before.processNanos,
        collections - before.collections,
        collectionMillis - before.collectionMillis,
        loadAverage);
  }

  double seconds() {
    return nanos / 1e9;
  }

  private static long threads(String namePrefix) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long nanos = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().startsWith(namePrefix)) {
        nanos += Math.max(0, threads.getThreadCpuTime(thread.getThreadId())); // -1: it has ended
      }
    }
    return nanos;
  }
}
