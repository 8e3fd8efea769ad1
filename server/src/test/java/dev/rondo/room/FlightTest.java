package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlightTest {
  private static final long LAG = 1_000;
  private static final int LAG_BYTES = 500;

  private final Flight flight = new Flight(LAG, LAG_BYTES);

  @Test
  void letsAClientFlyThatSaysWhatItHasApplied() {
    for (int tick = 1; tick <= 10_000; tick++) {
      assertThat(flight.isBehind(tick * 50L)).isFalse();

      flight.sent(tick, 40, tick * 50L);
      flight.applied(tick - 5);
    }
  }

  @Test
  void holdsBackWhileTheOldestFrameIsOnItsWayForTooLong() {
    flight.sent(1, 10, 0);
    flight.sent(2, 10, 50);

    assertThat(flight.isBehind(LAG)).isFalse();
    assertThat(flight.isBehind(LAG + 1)).isTrue();

    flight.applied(1); // the second is still to come
    assertThat(flight.isBehind(LAG + 2)).isTrue();

    flight.applied(2);
    assertThat(flight.isBehind(LAG + 3)).isFalse();
  }

  @Test
  void holdsBackWhileTooManyBytesAreOnTheirWay() {
    flight.sent(1, LAG_BYTES, 0);
    assertThat(flight.isBehind(1)).isFalse();

    flight.sent(2, 1, 1);

    assertThat(flight.isBehind(2)).isTrue();
  }

  @Test
  void sendsOneFrameAtATimeAfterwardsAndThenMoreAndMore() {
    flight.sent(1, 10, 0);
    assertThat(flight.isBehind(LAG + 1)).isTrue();
    flight.applied(1);
    int tick = 2;
    for (int window = 2; window < 256; window *= 2) { // one was used up by what it caught up with
      for (int i = 0; i < window; i++) {
        assertThat(flight.isBehind(LAG + 2)).as("frame %d of %d", i, window).isFalse();
        flight.sent(tick++, 1, LAG + 2);
      }
      assertThat(flight.isBehind(LAG + 2)).as("after %d", window).isTrue();

      flight.applied(tick - 1);
    }
    for (int i = 0; i < 400; i++) {
      assertThat(flight.isBehind(LAG + 3)).isFalse();
      flight.sent(tick++, 1, LAG + 3);
    }
  }

  @Test
  void startsAnewWithAnotherConnection() {
    flight.sent(1, 10, 0);
    assertThat(flight.isBehind(LAG + 1)).isTrue();

    flight.restart();

    assertThat(flight.isBehind(LAG + 1)).isFalse();
  }

  @Test
  void comparesTicksAsTheWireDoes() {
    flight.sent(-2, 10, 0); // 2^32 - 2

    flight.applied(5);
    assertThat(flight.isBehind(LAG + 1)).isTrue();

    flight.applied(-2);
    assertThat(flight.isBehind(LAG + 2)).isFalse();
  }
}
