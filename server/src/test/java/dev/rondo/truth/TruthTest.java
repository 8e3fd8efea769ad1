package dev.rondo.truth;

import static org.junit.jupiter.api.Assertions.fail;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens in a room, each client's copy is what the server says this client may see, and nothing
 * else was ever sent to it.
 *
 * <p>{@code -Drondo.seeds=100000} plays that many histories, {@code -Drondo.seed=17} begins with that one.
 */
final class TruthTest {
  private static final int TICKS = 30;

  @Test
  void eachClientHoldsExactlyWhatItMaySeeWhateverHappens() {
    long first = Long.getLong("rondo.seed", 1);
    long seeds = Long.getLong("rondo.seeds", 600);

    for (long seed = first; seed < first + seeds; seed++) {
      if (wrong(new History(Circumstances.of(seed)), TICKS) != null) {
        failShortest(seed);
      }
    }
  }

  private static @Nullable String wrong(History history, int ticks) {
    try {
      return history.play(ticks);
    } catch (RuntimeException | AssertionError e) {
      return e.toString();
    }
  }

  /** Says what happens until it goes wrong, and no more. */
  private static void failShortest(long seed) {
    Circumstances given = Circumstances.of(seed);
    for (int ticks = 0; ticks <= TICKS; ticks++) {
      History history = new History(given);
      String wrong = wrong(history, ticks);
      if (wrong != null) {
        fail(given + "\n" + String.join("\n", history.log()) + "\n" + wrong);
      }
    }
    fail(given + " is wrong once and not again");
  }
}
