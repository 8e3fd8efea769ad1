package dev.rondo.sample.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulletTest {
  private static final double SIZE = 120;

  private final Ship shooter = ship(100, 10, 60);
  private final Ship target = ship(101, 40, 60);
  private final Bullet bullet = new Bullet(102, shooter);

  @Test
  void beginsAtTheNoseOfItsShipWithItsSpeed() {
    shooter.velocity(5, 7);
    shooter.head(Math.PI / 2);

    Bullet fired = new Bullet(103, shooter);

    assertThat(fired.x()).isCloseTo(10, within(1e-9));
    assertThat(fired.y()).isCloseTo(61.8, within(1e-9));
    assertThat(fired.vx()).isCloseTo(5, within(1e-9));
    assertThat(fired.vy()).isCloseTo(67, within(1e-9));
    assertThat(fired.snapshot().getShip()).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1 / 240.0, 1 / 60.0, 1 / 30.0, 1 / 10.0, 1 / 3.0, 1})
  void hitsWhatItPassesHoweverLongItsSteps(double step) {
    assertThat(steps(step)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.79, -1.79})
  void hitsAtTheRim(double aside) {
    target.place(40, 60 + aside);

    assertThat(steps(1 / 10.0)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.81, -1.81, 30})
  void missesBesideIt(double aside) {
    target.place(40, 60 + aside);

    assertThat(steps(1 / 10.0)).isFalse();
  }

  @Test
  void missesWhatLiesAheadOfItsStepOrBehindIt() {
    target.place(40, 60);

    bullet.fly(0.1, SIZE);
    assertThat(bullet.hits(target, 0.1)).isFalse();
    target.place(9, 60);

    assertThat(bullet.hits(target, 0.1)).isFalse();
  }

  @Test
  void passesThroughItsOwnShipAndShieldsAndWrecks() {
    Ship shielded = new Ship(103, "new", 0);
    shielded.place(40, 60);
    for (int i = 0; i < 5; i++) {
      target.hit();
    }

    bullet.fly(1, SIZE);

    assertThat(bullet.hits(shooter, 1)).isFalse();
    assertThat(bullet.hits(shielded, 1)).isFalse();
    assertThat(bullet.hits(target, 1)).isFalse();
  }

  @Test
  void isSpentAfterItsTime() {
    double flown = 0;
    shooter.velocity(-59, 0);
    Bullet slow = new Bullet(103, shooter);

    while (!slow.fly(0.05, SIZE)) {
      flown += 0.05;
    }

    assertThat(flown).isBetween(1.0, 1.1);
  }

  @Test
  void isSpentOutsideTheArena() {
    shooter.place(115, 60);
    Bullet leaving = new Bullet(103, shooter);

    assertThat(leaving.fly(0.01, SIZE)).isFalse();
    assertThat(leaving.fly(0.1, SIZE)).isTrue();
  }

  /** Flies for most of a second, and says whether it hit on the way. */
  private boolean steps(double step) {
    for (double flown = 0; flown < 0.7; flown += step) {
      bullet.fly(step, 1_000);
      if (bullet.hits(target, step)) {
        return true;
      }
    }
    return false;
  }

  private static Ship ship(int id, double x, double y) {
    Ship ship = new Ship(id, "ship", 0);
    ship.place(x, y);
    ship.recover(2);
    return ship;
  }
}
