package dev.rondo.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetTest {
  private static final int TICKS = 60 * Fleet.TICK_RATE;

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 39, 40})
  void movesAsManyShipsAsTheScenarioSays(int moving) {
    Fleet fleet = new Fleet(new Scenario(40, 15, moving));

    for (int tick = 0; tick < TICKS; tick++) {
      double[] before = places(fleet);
      fleet.fly();

      assertThat(different(before, places(fleet))).isEqualTo(moving);
    }
  }

  @Test
  void hasEachShipMoveSoonerOrLater() {
    Fleet fleet = new Fleet(new Scenario(40, 15, 4));
    double[] before = places(fleet);

    fly(fleet, 10 * TICKS);

    assertThat(different(before, places(fleet))).isEqualTo(40);
  }

  @Test
  void fliesAtTheSpeedOfTheScenario() {
    Fleet fleet = new Fleet(new Scenario(1, 15, 1));
    double x = fleet.x(0);
    double y = fleet.y(0);

    fleet.fly();

    assertThat(Math.hypot(fleet.x(0) - x, fleet.y(0) - y) * Fleet.TICK_RATE)
        .isCloseTo(15, within(1e-9));
  }

  @Test
  void fliesTheSameWaysAgain() {
    Fleet once = new Fleet(new Scenario(8, 40, 3));
    Fleet again = new Fleet(new Scenario(8, 40, 3));

    fly(once, TICKS);
    fly(again, TICKS);

    assertThat(places(again)).containsExactly(places(once));
  }

  @Test
  void staysInItsWorld() {
    Fleet fleet = new Fleet(new Scenario(100, 40, 100));

    for (int tick = 0; tick < TICKS; tick++) {
      fleet.fly();
      for (double place : places(fleet)) {
        assertThat(place).isBetween(-Fleet.HALF, Fleet.HALF);
      }
    }
  }

  private static void fly(Fleet fleet, int ticks) {
    for (int tick = 0; tick < ticks; tick++) {
      fleet.fly();
    }
  }

  private static double[] places(Fleet fleet) {
    double[] places = new double[fleet.size() * 2];
    for (int i = 0; i < fleet.size(); i++) {
      places[2 * i] = fleet.x(i);
      places[2 * i + 1] = fleet.y(i);
    }
    return places;
  }

  private static int different(double[] before, double[] now) {
    int ships = 0;
    for (int i = 0; i < now.length; i += 2) {
      if (now[i] != before[i] || now[i + 1] != before[i + 1]) {
        ships++;
      }
    }
    return ships;
  }
}
