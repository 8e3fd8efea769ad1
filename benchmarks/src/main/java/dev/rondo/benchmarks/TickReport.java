package dev.rondo.benchmarks;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What {@link TickAccuracy} found.
 *
 * @param load what it put on the server
 * @param rooms how true the ticks were where they began
 * @param players how true they were where the frames arrived
 * @param lost how many players were no longer connected at the end
 * @param effort what it took
 */
record TickReport(Load load, Rhythm rooms, Rhythm players, long lost, Effort effort) {
  private static final double NANOS_PER_MILLI = 1e6;

  /** A table for people. */
  String table() {
    StringBuilder out = new StringBuilder();
    out.append(line(
        "%d rooms of %d players at %d Hz, measured for %.1f s after %d s of warm-up",
        load.rooms(), load.players(), load.rate(), effort.seconds(), load.warmup()));
    out.append(line(
        "Java %s, %s, %d processors; server and players share this process",
        System.getProperty("java.version"),
        System.getProperty("os.name"),
        Runtime.getRuntime().availableProcessors()));
    out.append(line(""));
    out.append(line("%-24s %14s %14s", "", "in the rooms", "at the players"));
    out.append(row("median period", "%.3f ms", r -> r.periods().median() / NANOS_PER_MILLI));
    out.append(row("off the set one", "%+.3f %%", this::percentOff));
    out.append(row("jitter p50", "%.3f ms", r -> r.jitter().percentile(50) / NANOS_PER_MILLI));
    out.append(row("jitter p99", "%.3f ms", r -> r.jitter().percentile(99) / NANOS_PER_MILLI));
    out.append(row("jitter p99.9", "%.3f ms", r -> r.jitter().percentile(99.9) / NANOS_PER_MILLI));
    out.append(row("jitter max", "%.3f ms", r -> r.jitter().percentile(100) / NANOS_PER_MILLI));
    out.append(row("drift, median", "%+.1f ppm", r -> r.drift().median()));
    out.append(row("drift, worst", "%+.1f ppm", r -> r.drift().farthest()));
    out.append(row("ticks seen", "%,.0f", Rhythm::seen));
    out.append(row("ticks dropped", "%,.0f", Rhythm::dropped));
    out.append(row("ticks skipped", "%,.0f", Rhythm::skipped));
    out.append(line(""));
    out.append(line("players lost             %d of %d", lost, load.allPlayers()));
    out.append(line(
        "processors used          %.2f (server %.2f, players %.2f)",
        busy(effort.processNanos()), busy(effort.serverNanos()), busy(effort.playersNanos())));
    out.append(line(
        "garbage collection       %d times, %d ms in all",
        effort.collections(), effort.collectionMillis()));
    out.append(line("load of the machine      %.1f (1 minute average)", effort.loadAverage()));
    return out.toString();
  }

  private double percentOff(Rhythm rhythm) {
    return (rhythm.periods().median() / load.periodNanos() - 1) * 100;
  }

  private double busy(long nanos) {
    return nanos / 1e9 / effort.seconds();
  }

  private String row(String name, String format, ToDoubleFunction<Rhythm> value) {
    return line(
        "%-24s %14s %14s",
        name, cell(format, value.applyAsDouble(rooms)), cell(format, value.applyAsDouble(players)));
  }

  private static String cell(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values).stripTrailing() + "\n";
  }
}
