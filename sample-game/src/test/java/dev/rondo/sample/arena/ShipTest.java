package dev.rondo.sample.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rondo.sample.arena.contract.Steer;
import dev.rondo.sample.arena.contract.SteerView;
import org.junit.jupiter.api.Test;

class ShipTest {
  private static final double STEP = 1 / 30.0;
  private static final double SIZE = 120;
  private static final SteerView THRUST =
      SteerView.of(Steer.newBuilder().setThrust(true).build());
  private static final SteerView COAST = SteerView.of(Steer.getDefaultInstance());

  private final Ship ship = new Ship("Ada", 7);

  @Test
  void turnsTheWayItIsSteered() {
    ship.fly(turning(1), STEP);
    assertThat(ship.heading()).isEqualTo(0.12, within(1e-9));

    ship.fly(turning(-0.5f), STEP);
    assertThat(ship.heading()).isEqualTo(0.06, within(1e-9));
  }

  @Test
  void keepsItsHeadingWithinHalfATurnEachWay() {
    for (int i = 0; i < 1_000; i++) {
      ship.fly(turning(1), STEP);

      assertThat(ship.heading()).isBetween(-Math.PI, Math.PI);
    }
  }

  @Test
  void thrustsWhereItHeadsAndDriftsOn() {
    ship.head(Math.PI / 2);

    fly(THRUST, 30);
    double speed = speed();
    fly(COAST, 1);

    assertThat(ship.x()).isEqualTo(0, within(1e-9));
    assertThat(ship.y()).isPositive();
    assertThat(speed()).isLessThan(speed).isGreaterThan(speed * 0.9);
  }

  @Test
  void neverExceedsItsTopSpeed() {
    for (int i = 0; i < 300; i++) {
      ship.fly(THRUST, STEP);

      assertThat(speed()).isLessThanOrEqualTo(28 + 1e-9);
    }
    assertThat(speed()).isGreaterThan(27);
  }

  @Test
  void stopsInTheEndWithoutThrust() {
    fly(THRUST, 60);

    fly(COAST, 600);

    assertThat(speed()).isLessThan(0.01);
  }

  @Test
  void comesBackOffTheWalls() {
    ship.x(SIZE + 5).y(-3);
    ship.velocity(10, -20);

    ship.bounce(SIZE);

    assertThat(ship.x()).isEqualTo(SIZE - Ship.RADIUS);
    assertThat(ship.y()).isEqualTo(Ship.RADIUS);
    assertThat(ship.vx()).isEqualTo(-6, within(1e-9));
    assertThat(ship.vy()).isEqualTo(12, within(1e-9));
  }

  @Test
  void isLeftAloneInsideTheWalls() {
    ship.x(50).y(60);
    ship.velocity(10, -20);

    ship.bounce(SIZE);

    assertThat(ship.vx()).isEqualTo(10);
    assertThat(ship.vy()).isEqualTo(-20);
  }

  @Test
  void reloadsBetweenShots() {
    assertThat(ship.canFire()).isTrue();

    ship.fired();
    assertThat(ship.canFire()).isFalse();
    ship.recover(0.2);
    assertThat(ship.canFire()).isFalse();
    ship.recover(0.03);

    assertThat(ship.canFire()).isTrue();
  }

  @Test
  void losesItsShieldWithTimeOrWithItsFirstShot() {
    assertThat(ship.vulnerable()).isFalse();
    ship.recover(2);
    assertThat(ship.vulnerable()).isTrue();

    ship.comeBack(1, 2, 3);
    assertThat(ship.vulnerable()).isFalse();
    ship.fired();

    assertThat(ship.vulnerable()).isTrue();
  }

  @Test
  void isWreckedByItsFifthHitAndComesBackAfterThreeSeconds() {
    for (int i = 0; i < 4; i++) {
      assertThat(ship.hit()).isFalse();
    }
    assertThat(ship.hit()).isTrue();

    assertThat(ship.alive()).isFalse();
    assertThat(ship.canFire()).isFalse();
    assertThat(ship.recover(2.9)).isFalse();
    assertThat(ship.recover(0.2)).isTrue();

    ship.comeBack(10, 20, 1);
    assertThat(ship.alive()).isTrue();
    assertThat(ship.hull()).isEqualTo(100);
    assertThat(ship.x()).isEqualTo(10);
    assertThat(ship.shielded()).isTrue();
  }

  @Test
  void liesStillAsAWreck() {
    fly(THRUST, 10);
    for (int i = 0; i < 5; i++) {
      ship.hit();
    }
    double x = ship.x();

    fly(THRUST, 10);

    assertThat(ship.x()).isEqualTo(x);
    assertThat(speed()).isZero();
    assertThat(ship.thrusting()).isFalse();
  }

  @Test
  void showsWhoFliesIt() {
    assertThat(ship.name()).isEqualTo("Ada");
    assertThat(ship.player()).isEqualTo(7);
    assertThat(ship.score()).isZero();
  }

  private double speed() {
    return Math.hypot(ship.vx(), ship.vy());
  }

  private static SteerView turning(double turn) {
    return SteerView.of(Steer.newBuilder().setTurn((float) turn).build());
  }

  private void fly(SteerView steer, int steps) {
    for (int i = 0; i < steps; i++) {
      ship.fly(steer, STEP);
    }
  }
}
