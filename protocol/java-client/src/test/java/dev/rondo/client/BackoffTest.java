package dev.rondo.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long a client waits before it tries to come back. */
class BackoffTest {

  @Test
  void waitsAShareOfABoundThatDoublesUpToTheLongest() {
    Backoff backoff = new Backoff(Times.DEFAULT, () -> 0.5);

    int[] waits = IntStream.range(0, 7).map(i -> backoff.nextMillis()).toArray();

    assertThat(waits).containsExactly(125, 250, 500, 1_000, 2_000, 2_500, 2_500);
  }

  @Test
  void beginsAgainAfterASuccess() {
    Backoff backoff = new Backoff(Times.DEFAULT, () -> 0.999);
    backoff.nextMillis();
    backoff.nextMillis();

    backoff.reset();

    assertThat(backoff.nextMillis()).isEqualTo(249);
  }
}
