package dev.rondo.sample.arena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.sample.arena.contract.SteerView;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BotTest {
  private static final double SIZE = 120;
  private static final double STEP = 1 / 30.0;

  private final Ship own = ship(20, 60);
  private final Ship prey = ship(80, 60);
  private final Bot bot = new Bot(own, new SplittableRandom(1));

  @Test
  void turnsTowardsItsPreyTheShorterWay() {
    own.head(2);
    assertThat(bot.steer(List.of(own, prey), SIZE).turn()).isNegative();

    own.head(-2);
    assertThat(bot.steer(List.of(own, prey), SIZE).turn()).isPositive();
  }

  @Test
  void chasesTheNearestShipThatIsAlive() {
    Ship nearer = ship(20, 90);
    for (int i = 0; i < 5; i++) {
      nearer.hit();
    }
    own.head(0);

    assertThat(Math.abs(bot.steer(List.of(own, prey, nearer), SIZE).turn())).isLessThan(0.5f);
  }

  @Test
  void comesCloserAndFires() {
    boolean fired = false;
    for (int i = 0; i < 300; i++) {
      SteerView steer = bot.steer(List.of(own, prey), SIZE);
      own.fly(steer, STEP);
      own.bounce(SIZE);
      fired |= steer.fire();
    }

    assertThat(fired).isTrue();
    assertThat(own.distanceTo(prey)).isLessThan(45);
  }

  @Test
  void staysWithinTheBoundsOfTheContractAndFiresAtNobodyWhenAlone() {
    for (int i = 0; i < 1_000; i++) {
      SteerView steer = bot.steer(List.of(own), SIZE);
      own.fly(steer, STEP);
      own.bounce(SIZE);

      assertThat(steer.turn()).isBetween(-1f, 1f);
      assertThat(steer.fire()).isFalse();
    }
  }

  @Test
  void doesTheSameWithTheSameChance() {
    Bot twin = new Bot(own, new SplittableRandom(1));

    for (int i = 0; i < 100; i++) {
      SteerView steer = bot.steer(List.of(own, prey), SIZE);
      SteerView same = twin.steer(List.of(own, prey), SIZE);
      assertThat(same.turn()).isEqualTo(steer.turn());
      assertThat(same.fire()).isEqualTo(steer.fire());
    }
  }

  private static Ship ship(double x, double y) {
    Ship ship = new Ship("ship", 0);
    ship.x(x).y(y);
    ship.recover(2);
    return ship;
  }
}
