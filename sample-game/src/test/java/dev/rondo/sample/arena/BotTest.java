package dev.rondo.sample.arena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.sample.arena.contract.Steer;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BotTest {
  private static final double SIZE = 120;
  private static final double STEP = 1 / 30.0;

  private final Ship own = ship(100, 20, 60);
  private final Ship prey = ship(101, 80, 60);
  private final Bot bot = new Bot(own, new SplittableRandom(1));

  @Test
  void turnsTowardsItsPreyTheShorterWay() {
    own.head(2);
    assertThat(bot.steer(List.of(own, prey), SIZE).getTurn()).isNegative();

    own.head(-2);
    assertThat(bot.steer(List.of(own, prey), SIZE).getTurn()).isPositive();
  }

  @Test
  void chasesTheNearestShipThatIsAlive() {
    Ship nearer = ship(102, 20, 90);
    for (int i = 0; i < 5; i++) {
      nearer.hit();
    }
    own.head(0);

    assertThat(Math.abs(bot.steer(List.of(own, prey, nearer), SIZE).getTurn())).isLessThan(0.5f);
  }

  @Test
  void comesCloserAndFires() {
    boolean fired = false;
    for (int i = 0; i < 300; i++) {
      Steer steer = bot.steer(List.of(own, prey), SIZE);
      own.fly(steer, STEP);
      own.bounce(SIZE);
      fired |= steer.getFire();
    }

    assertThat(fired).isTrue();
    assertThat(own.distanceTo(prey)).isLessThan(45);
  }

  @Test
  void staysWithinTheBoundsOfTheContractAndFiresAtNobodyWhenAlone() {
    for (int i = 0; i < 1_000; i++) {
      Steer steer = bot.steer(List.of(own), SIZE);
      own.fly(steer, STEP);
      own.bounce(SIZE);

      assertThat(steer.getTurn()).isBetween(-1f, 1f);
      assertThat(steer.getFire()).isFalse();
    }
  }

  @Test
  void doesTheSameWithTheSameChance() {
    Bot twin = new Bot(own, new SplittableRandom(1));

    for (int i = 0; i < 100; i++) {
      assertThat(twin.steer(List.of(own, prey), SIZE))
          .isEqualTo(bot.steer(List.of(own, prey), SIZE));
    }
  }

  private static Ship ship(int id, double x, double y) {
    Ship ship = new Ship(id, "ship", 0);
    ship.place(x, y);
    ship.recover(2);
    return ship;
  }
}
