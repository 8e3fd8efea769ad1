package dev.rondo.sample.arena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.room.LeaveReason;
import dev.rondo.room.RoomOptions;
import dev.rondo.room.RoomType;
import dev.rondo.sample.arena.Flight.Seat;
import dev.rondo.sample.arena.contract.Event;
import dev.rondo.sample.arena.contract.Ship;
import dev.rondo.sample.arena.contract.Steer;
import dev.rondo.sample.arena.contract.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rules of a match, as a pilot sees them. */
class ArenaRoomTest {
  private static final int SECOND = 30;

  private final Flight flight = new Flight(42);

  @AfterEach
  void endTheFlight() {
    flight.close();
  }

  @Test
  void isARoomTypeAsItStands() {
    assertThat(new RoomType("arena", ArenaRoom::new, RoomOptions.defaults())
            .contract()
            .version())
        .isEqualTo(1);
  }

  @Test
  void fillsUpWithBotsToSixShips() {
    Seat ada = flight.join("Ada");

    flight.ticks(1);

    assertThat(ada.world().getShipsList()).hasSize(6);
    assertThat(ada.world().getShipsList())
        .filteredOn(ship -> ship.getPlayer() == 0)
        .hasSize(5);
    assertThat(ada.ship().getName()).isEqualTo("Ada");
    assertThat(ada.ship().getHull()).isEqualTo(100);
    assertThat(ada.ship().getShielded()).isTrue();
  }

  @Test
  void givesBotsPlacesToPilotsAndTakesThemBack() {
    List<Seat> pilots = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      pilots.add(flight.join("P" + i));
    }
    flight.ticks(1);
    assertThat(pilots.get(7).world().getShipsList())
        .hasSize(8)
        .allMatch(ship -> ship.getPlayer() != 0);

    pilots.subList(0, 5).forEach(Seat::leave);
    flight.ticks(1);

    World world = pilots.get(7).world();
    assertThat(world.getShipsList()).hasSize(6);
    assertThat(world.getShipsList()).filteredOn(ship -> ship.getPlayer() == 0).hasSize(3);
    assertThat(world.getShipsList()).extracting(Ship::getName).doesNotContain("P0", "P4");
  }

  @Test
  void fliesAShipAsItsPilotSteers() {
    Seat ada = flight.join("Ada");
    flight.ticks(1);
    Ship before = ada.ship();

    ada.steer(Steer.newBuilder().setTurn(1).setThrust(true));
    flight.ticks(5);

    assertThat(ada.ship().getThrusting()).isTrue();
    assertThat(Math.IEEEremainder(ada.ship().getHeading() - before.getHeading(), 2 * Math.PI))
        .isPositive();
    assertThat(ada.ship().getX() != before.getX() || ada.ship().getY() != before.getY())
        .isTrue();
  }

  @Test
  void firesWhileTheTriggerIsHeld() {
    Seat ada = flight.join("Ada");
    flight.ticks(1);
    int own = ada.ship().getId();

    ada.steer(Steer.newBuilder().setFire(true));
    flight.ticks(1);

    assertThat(ada.world().getBulletsList())
        .filteredOn(shot -> shot.getShip() == own)
        .hasSize(1);
    assertThat(ada.ship().getShielded()).isFalse();
    flight.ticks(10);
    assertThat(ada.world().getBulletsList())
        .filteredOn(shot -> shot.getShip() == own)
        .hasSizeBetween(1, 2);
  }

  @Test
  void tellsEverybodyWhatSomebodySays() {
    Seat ada = flight.join(" Ada\n");
    Seat bob = flight.join("Bob");
    flight.ticks(1);

    ada.say("hi");
    flight.ticks(1);

    assertThat(said(ada)).containsExactly("Ada: hi");
    assertThat(said(bob)).containsExactly("Ada: hi");
  }

  @Test
  void putsOutWhoFloodsTheChat() {
    Seat ada = flight.join("Ada");
    Seat bob = flight.join("Bob");
    flight.ticks(1);

    for (int i = 0; i < 6; i++) {
      ada.say("spam " + i);
    }
    flight.ticks(1);

    assertThat(ada.closes()).containsExactly(LeaveReason.KICKED);
    assertThat(said(bob)).hasSize(5);
    assertThat(bob.closes()).isEmpty();
  }

  @Test
  void letsWhoTalksNowAndThenTalkOn() {
    Seat ada = flight.join("Ada");
    flight.ticks(1);

    for (int i = 0; i < 20; i++) {
      ada.say("hello " + i);
      flight.ticks(SECOND);
    }

    assertThat(said(ada)).hasSize(20);
    assertThat(ada.closes()).isEmpty();
  }

  @Test
  void keepsToItsRulesOverTenMinutesOfPlay() {
    Seat ada = flight.join("Ada");
    Set<Integer> gone = new HashSet<>();
    Set<Integer> bulletsBefore = new HashSet<>();

    for (int i = 0; i < 600 * SECOND; i++) {
      if (i % 7 == 0) {
        ada.steer(Steer.newBuilder().setTurn((i % 3) - 1).setThrust(i % 2 == 0).setFire(true));
      }
      flight.ticks(1);
      World world = ada.world();
      assertThat(world.getShipsCount()).isEqualTo(6);
      for (Ship ship : world.getShipsList()) {
        assertWithinTheArena(ship);
      }
      Set<Integer> bullets = new HashSet<>();
      world.getBulletsList().forEach(bullet -> bullets.add(bullet.getId()));
      assertThat(bullets).hasSize(world.getBulletsCount()).noneMatch(gone::contains);
      bulletsBefore.removeAll(bullets);
      gone.addAll(bulletsBefore);
      bulletsBefore = bullets;
    }

    assertThat(ada.closes()).isEmpty();
    assertThat(ada.events()).filteredOn(Event::hasWrecked).isNotEmpty();
    assertThat(ada.events())
        .filteredOn(Event::hasRoundEnded)
        .extracting(event -> event.getRoundEnded().getNumber())
        .containsExactly(1, 2, 3);
    assertThat(ada.events())
        .filteredOn(Event::hasRoundEnded)
        .allMatch(event -> event.getRoundEnded().getScore() > 0);
    assertThat(ada.world().getRound().getNumber()).isEqualTo(4);
  }

  @Test
  void scoresForEachWreckAndForgetsItWithTheRound() {
    Seat ada = flight.join("Ada");
    flight.ticks(180 * SECOND - 2);
    long wrecks = ada.events().stream().filter(Event::hasWrecked).count();
    int scores = ada.world().getShipsList().stream().mapToInt(Ship::getScore).sum();
    assertThat(wrecks).isPositive().isEqualTo(scores);

    flight.ticks(5);

    assertThat(ada.world().getRound().getNumber()).isEqualTo(2);
    assertThat(ada.world().getShipsList().stream().mapToInt(Ship::getScore).sum())
        .isLessThanOrEqualTo(1);
  }

  @Test
  void runsTheSameTwice() {
    Seat ada = flight.join("Ada");
    flight.ticks(20 * SECOND);

    try (Flight twin = new Flight(42)) {
      Seat twinned = twin.join("Ada");
      twin.ticks(20 * SECOND);

      assertThat(twinned.world()).isEqualTo(ada.world());
      assertThat(twinned.events()).isEqualTo(ada.events());
    }
  }

  private static void assertWithinTheArena(Ship ship) {
    assertThat(ship.getX()).isBetween(0f, 120f);
    assertThat(ship.getY()).isBetween(0f, 120f);
    assertThat(ship.getHull()).isBetween(0, 100);
    assertThat(ship.getHeading()).isBetween(-3.1416f, 3.1416f);
  }

  private static List<String> said(Seat seat) {
    return seat.events().stream()
        .filter(Event::hasSaid)
        .map(event -> event.getSaid().getName() + ": " + event.getSaid().getText())
        .toList();
  }
}
