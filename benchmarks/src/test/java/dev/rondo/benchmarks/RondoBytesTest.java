package dev.rondo.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RondoBytesTest {
  private static final int TICKS = 10 * Fleet.TICK_RATE;
  private static final double ROUNDING = 1e-9;

  /** The limits are a tenth above what was measured when the rows of bits were made. */
  @ParameterizedTest
  @CsvSource({"8, 8, 40", "40, 13, 62", "100, 33, 140", "100, 100, 345"})
  void takesFewBytesForCopiesThatAreTrueToHalfAStep(int ships, int moving, double bytes) {
    Replica rondo = RondoBytes.of(new Scenario(ships, 15, moving), TICKS);

    assertThat(rondo.bytes()).isBetween(bytes / 2, bytes);
    assertThat(rondo.metres()).isLessThanOrEqualTo(0.01 / 2 + ROUNDING);
    assertThat(rondo.radians()).isLessThanOrEqualTo(0.001 / 2 + ROUNDING);
  }
}
