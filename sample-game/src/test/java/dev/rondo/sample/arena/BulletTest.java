package dev.rondo.sample.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulletTest {
  private static final double SIZE = 120;

  private final Ship shooter = ship(10, 60);
  private final Ship target = ship(40, 60);
  private final Bullet bullet = new Bullet(shooter);

  @Test
  void beginsAtTheNoseOfItsShipWithItsSpeed() {
    shooter.velocity(5, 7);
    shooter.head(Math.PI / 2);

    Bullet fired = new Bullet(shooter);

    assertThat(fired.x()).isCloseTo(10, within(1e-9));
    assertThat(fired.y()).isCloseTo(61.8, within(1e-9));
    fired.fly(0.1, SIZE);
    assertThat(fired.x()).isCloseTo(10.5, within(1e-9));
    assertThat(fired.y()).isCloseTo(68.5, within(1e-9));
    assertThat(fired.heading()).isCloseTo(Math.PI / 2, within(1e-9));
    assertThat(fired.from()).isSameAs(shooter);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1 / 240.0, 1 / 60.0, 1 / 30.0, 1 / 10.0, 1 / 3.0, 1})
  void hitsWhatItPassesHoweverLongItsSteps(double step) {
    assertThat(steps(step)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.79, -1.79})
  void hitsAtTheRim(double aside) {
    target.x(40).y(60 + aside);

    assertThat(steps(1 / 10.0)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.81, -1.81, 30})
  void missesBesideIt(double aside) {
    target.x(40).y(60 + aside);

    assertThat(steps(1 / 10.0)).isFalse();
  }

  @Test
  void missesWhatLiesAheadOfItsStepOrBehindIt() {
    target.x(40).y(60);

    bullet.fly(0.1, SIZE);
    assertThat(bullet.hits(target, 0.1)).isFalse();
    target.x(9).y(60);

    assertThat(bullet.hits(target, 0.1)).isFalse();
  }

  @Test
  void passesThroughItsOwnShipAndShieldsAndWrecks() {
    Ship shielded = new Ship("new", 0);
    shielded.x(40).y(60);
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
    Bullet slow = new Bullet(shooter);

    while (!slow.fly(0.05, SIZE)) {
      flown += 0.05;
    }

    assertThat(flown).isBetween(1.0, 1.1);
  }

  @Test
  void isSpentOutsideTheArena() {
    shooter.x(115).y(60);
    Bullet leaving = new Bullet(shooter);

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

  private static Ship ship(double x, double y) {
    Ship ship = new Ship("ship", 0);
    ship.x(x).y(y);
    ship.recover(2);
    return ship;
  }
}
