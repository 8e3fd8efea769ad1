package dev.rondo.benchmarks;

import java.util.Iterator;
import java.util.List;

/**
 * What {@link TickAccuracy} puts on a server, and for how long.
 *
 * @param rooms how many rooms
 * @param players how many players in each
 * @param rate ticks a second
 * @param seconds how long is measured
 * @param warmup how many seconds it runs before that
 */
record Load(int rooms, int players, int rate, int seconds, int warmup) {
  private static final Load DEFAULTS = new Load(50, 8, 30, 60, 10);

  Load {
    check("rooms", rooms, 1, 1_000);
    check("players", players, 1, 1_000);
    check("rate", rate, 1, 240);
    check("seconds", seconds, 1, 3_600);
    check("warmup", warmup, 0, 600);
  }

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException if an option is unknown, has no number, or is out of its bounds
   */
  static Load parse(String... args) {
    Load load = DEFAULTS;
    Iterator<String> words = List.of(args).iterator();
    while (words.hasNext()) {
      String option = words.next();
      load = load.with(option, number(option, words.hasNext() ? words.next() : "nothing"));
    }
    return load;
  }

  int allPlayers() {
    return rooms * players;
  }

  double periodNanos() {
    return 1e9 / rate;
  }

  /** More than can come in the measured time, however late and bunched. */
  int ticksAtMost() {
    return (seconds + 10) * rate * 2;
  }

  private Load with(String option, int value) {
    return switch (option) {
      case "--rooms" -> new Load(value, players, rate, seconds, warmup);
      case "--players" -> new Load(rooms, value, rate, seconds, warmup);
      case "--rate" -> new Load(rooms, players, value, seconds, warmup);
      case "--seconds" -> new Load(rooms, players, rate, value, warmup);
      case "--warmup" -> new Load(rooms, players, rate, seconds, value);
      default ->
        throw new IllegalArgumentException("option: " + option
            + " (expected: --rooms, --players, --rate, --seconds or --warmup, each with a number)");
    };
  }

  private static int number(String option, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + ": " + text + " (expected: a whole number)", e);
    }
  }

  private static void check(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: " + min + " to " + max + ")");
    }
  }
}
