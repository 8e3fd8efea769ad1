package dev.rondo.benchmarks;

import java.util.Arrays;
import java.util.List;

/**
 * How true the ticks of some time lines are.
 *
 * <p>A period is the time between two entries of a time line that follow each other. Jitter is how far a
 * period is off the set one, to either side: one late tick shows twice, as a long period and a short one.
 * Drift is the slope of tick number against time, by least squares, against the set rate.
 *
 * @param seen how many entries there are
 * @param periods in nanoseconds
 * @param jitter of each period, in nanoseconds
 * @param drift of each time line, in millionths; above 0 is too fast
 * @param dropped how many ticks there are too few, by the time between first and last entry
 * @param skipped how many tick numbers are missing between first and last entry
 */
record Rhythm(int seen, Sample periods, Sample jitter, Sample drift, long dropped, long skipped) {

  /**
   * Computes it. Time lines with fewer than two entries say nothing, as that of a lost player.
   *
   * @param recorded the time lines
   * @param setPeriod in nanoseconds
   * @throws IllegalArgumentException if none of them has two entries
   */
  static Rhythm of(List<Timeline> recorded, double setPeriod) {
    List<Timeline> lines = recorded.stream().filter(line -> line.size() > 1).toList();
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("none of " + recorded.size()
          + " time lines has a period in it; measure for longer, or put on less load");
    }
    int seen = lines.stream().mapToInt(Timeline::size).sum();
    double[] periods = new double[seen - lines.size()];
    int count = 0;
    long dropped = 0;
    long skipped = 0;
    for (Timeline line : lines) {
      for (int i = 1; i < line.size(); i++) {
        periods[count++] = line.nanos(i) - line.nanos(i - 1);
      }
      int last = line.size() - 1;
      dropped += Math.max(0, Math.round(line.nanos(last) / setPeriod) - line.ticks(last));
      skipped += line.ticks(last) - last;
    }
    double[] jitter =
        Arrays.stream(periods).map(period -> Math.abs(period - setPeriod)).toArray();
    double[] drift = lines.stream().mapToDouble(line -> drift(line, setPeriod)).toArray();
    return new Rhythm(
        seen, new Sample(periods), new Sample(jitter), new Sample(drift), dropped, skipped);
  }

  private static double drift(Timeline line, double setPeriod) {
    int size = line.size();
    double meanTime = 0;
    double meanTick = 0;
    for (int i = 0; i < size; i++) {
      meanTime += line.nanos(i) / setPeriod / size;
      meanTick += (double) line.ticks(i) / size;
    }
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < size; i++) {
      double time = line.nanos(i) / setPeriod - meanTime;
      covariance += time * (line.ticks(i) - meanTick);
      variance += time * time;
    }
    return (covariance / variance - 1) * 1e6;
  }
}
