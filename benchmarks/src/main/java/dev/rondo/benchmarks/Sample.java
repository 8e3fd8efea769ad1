package dev.rondo.benchmarks;

import java.util.Arrays;

/** Some measured values, at least one, that percentiles are taken of exactly, with nothing put into buckets. */
final class Sample {
  private final double[] sorted;

  Sample(double... values) {
    sorted = values.clone();
    Arrays.sort(sorted);
  }

  int size() {
    return sorted.length;
  }

  /** The smallest value that so many in a hundred do not exceed. */
  double percentile(double percent) {
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.max(rank, 1) - 1];
  }

  double median() {
    return percentile(50);
  }

  /** The value that is farthest from zero. */
  double farthest() {
    double least = sorted[0];
    double most = sorted[sorted.length - 1];
    return Math.abs(least) > Math.abs(most) ? least : most;
  }
}
