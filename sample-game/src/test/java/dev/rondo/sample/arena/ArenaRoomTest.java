package dev.rondo.sample.arena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.client.CloseName;
import dev.rondo.client.Closed;
import dev.rondo.client.Steps;
import dev.rondo.room.RoomOptions;
import dev.rondo.room.RoomType;
import dev.rondo.sample.arena.contract.Command;
import dev.rondo.sample.arena.contract.Event;
import dev.rondo.sample.arena.contract.Join;
import dev.rondo.sample.arena.contract.Say;
import dev.rondo.sample.arena.contract.Ship;
import dev.rondo.sample.arena.contract.Steer;
import dev.rondo.sample.arena.contract.World;
import dev.rondo.testing.RoomTester;
import dev.rondo.testing.TestClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rules of a match, as a pilot sees them. */
class ArenaRoomTest {
  private static final int SECOND = 30;

  private final RoomTester<ArenaRoom, World, Event> arena = arena();

  private static RoomTester<ArenaRoom, World, Event> arena() {
    return RoomTester.of(ArenaRoom::new)
        .options(room -> room.tickRate(SECOND))
        .seed(42)
        .joining(name -> Join.newBuilder().setName(name).build())
        .start();
  }

  @AfterEach
  void endTheMatch() {
    arena.close();
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
    TestClient<World, Event> ada = arena.join("Ada");

    arena.ticks(1);

    assertThat(ada.state().getShipsList()).hasSize(6);
    assertThat(ada.state().getShipsList())
        .filteredOn(ship -> ship.getPlayer() == 0)
        .hasSize(5);
    assertThat(ship(ada).getName()).isEqualTo("Ada");
    assertThat(ship(ada).getHull()).isEqualTo(100);
    assertThat(ship(ada).getShielded()).isTrue();
  }

  @Test
  void givesBotsPlacesToPilotsAndTakesThemBack() {
    List<TestClient<World, Event>> pilots = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      pilots.add(arena.join("P" + i));
    }
    arena.ticks(1);
    assertThat(pilots.get(7).state().getShipsList())
        .hasSize(8)
        .allMatch(ship -> ship.getPlayer() != 0);

    pilots.subList(0, 5).forEach(TestClient::leave);
    arena.ticks(1);

    World world = pilots.get(7).state();
    assertThat(world.getShipsList()).hasSize(6);
    assertThat(world.getShipsList()).filteredOn(ship -> ship.getPlayer() == 0).hasSize(3);
    assertThat(world.getShipsList()).extracting(Ship::getName).doesNotContain("P0", "P4");
  }

  @Test
  void fliesAShipAsItsPilotSteers() {
    TestClient<World, Event> ada = arena.join("Ada");
    arena.ticks(1);
    Ship before = ship(ada);

    ada.input(Steer.newBuilder().setTurn(1).setThrust(true).build());
    arena.ticks(5);

    assertThat(ship(ada).getThrusting()).isTrue();
    assertThat(Math.IEEEremainder(heading(ship(ada)) - heading(before), 2 * Math.PI))
        .isPositive();
    assertThat(ship(ada).getX() != before.getX() || ship(ada).getY() != before.getY())
        .isTrue();
  }

  @Test
  void firesWhileTheTriggerIsHeld() {
    TestClient<World, Event> ada = arena.join("Ada");
    arena.ticks(1);
    int own = ship(ada).getId();

    ada.input(Steer.newBuilder().setFire(true).build());
    arena.ticks(1);

    assertThat(ada.state().getBulletsList())
        .filteredOn(shot -> shot.getShip() == own)
        .hasSize(1);
    assertThat(ship(ada).getShielded()).isFalse();
    arena.ticks(10);
    assertThat(ada.state().getBulletsList())
        .filteredOn(shot -> shot.getShip() == own)
        .hasSizeBetween(1, 2);
  }

  @Test
  void tellsEverybodyWhatSomebodySays() {
    TestClient<World, Event> ada = arena.join(" Ada\n");
    TestClient<World, Event> bob = arena.join("Bob");
    arena.ticks(1);

    ada.send(say("hi"));
    arena.ticks(1);

    assertThat(said(ada)).containsExactly("Ada: hi");
    assertThat(said(bob)).containsExactly("Ada: hi");
  }

  @Test
  void putsOutWhoFloodsTheChat() {
    TestClient<World, Event> ada = arena.join("Ada");
    TestClient<World, Event> bob = arena.join("Bob");
    arena.ticks(1);

    for (int i = 0; i < 6; i++) {
      ada.send(say("spam " + i));
    }
    arena.ticks(1);

    assertThat(ada.closed()).map(Closed::name).contains(CloseName.KICKED);
    assertThat(said(bob)).hasSize(5);
    assertThat(bob.closed()).isEmpty();
  }

  @Test
  void letsWhoTalksNowAndThenTalkOn() {
    TestClient<World, Event> ada = arena.join("Ada");
    arena.ticks(1);

    for (int i = 0; i < 20; i++) {
      ada.send(say("hello " + i));
      arena.ticks(SECOND);
    }

    assertThat(said(ada)).hasSize(20);
    assertThat(ada.closed()).isEmpty();
  }

  @Test
  void keepsTheShipOfAPilotWhoseConnectionIsLost() {
    TestClient<World, Event> ada = arena.join("Ada");
    TestClient<World, Event> bob = arena.join("Bob");
    arena.ticks(1);
    ada.input(Steer.newBuilder().setThrust(true).setFire(true).build());
    arena.ticks(SECOND);
    int own = ship(ada).getId();

    ada.drop();
    arena.ticks(15 * SECOND);
    assertThat(bob.state().getShipsList())
        .filteredOn(ship -> ship.getId() == own)
        .singleElement()
        .matches(ship -> !ship.getThrusting());

    ada.resume();
    arena.ticks(1);
    assertThat(ship(ada).getId()).isEqualTo(own);
    assertThat(ada.state()).isEqualTo(bob.state());
  }

  @Test
  void givesAPilotsShipToABotWhenNobodyComesBack() {
    TestClient<World, Event> ada = arena.join("Ada");
    TestClient<World, Event> bob = arena.join("Bob");
    arena.ticks(1);

    ada.drop();
    arena.ticks(21 * SECOND);

    assertThat(bob.state().getShipsList())
        .hasSize(6)
        .extracting(Ship::getName)
        .doesNotContain("Ada");
  }

  @Test
  void keepsToItsRulesOverTenMinutesOfPlay() {
    TestClient<World, Event> ada = arena.join("Ada");
    Set<Integer> gone = new HashSet<>();
    Set<Integer> bulletsBefore = new HashSet<>();

    for (int i = 0; i < 600 * SECOND; i++) {
      if (i % 7 == 0) {
        ada.input(Steer.newBuilder()
            .setTurn((i % 3) - 1)
            .setThrust(i % 2 == 0)
            .setFire(true)
            .build());
      }
      arena.ticks(1);
      World world = ada.state();
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

    assertThat(ada.closed()).isEmpty();
    assertThat(ada.events()).filteredOn(Event::hasWrecked).isNotEmpty();
    assertThat(ada.events())
        .filteredOn(Event::hasRoundEnded)
        .extracting(event -> event.getRoundEnded().getNumber())
        .containsExactly(1, 2, 3);
    assertThat(ada.events())
        .filteredOn(Event::hasRoundEnded)
        .allMatch(event -> event.getRoundEnded().getScore() > 0);
    assertThat(ada.state().getRound().getNumber()).isEqualTo(4);
  }

  @Test
  void scoresForEachWreckAndForgetsItWithTheRound() {
    TestClient<World, Event> ada = arena.join("Ada");
    arena.ticks(180 * SECOND - 2);
    long wrecks = ada.events().stream().filter(Event::hasWrecked).count();
    int scores = ada.state().getShipsList().stream().mapToInt(Ship::getScore).sum();
    assertThat(wrecks).isPositive().isEqualTo(scores);

    arena.ticks(5);

    assertThat(ada.state().getRound().getNumber()).isEqualTo(2);
    assertThat(ada.state().getShipsList().stream().mapToInt(Ship::getScore).sum())
        .isLessThanOrEqualTo(1);
  }

  @Test
  void runsTheSameTwice() {
    TestClient<World, Event> ada = arena.join("Ada");
    arena.ticks(20 * SECOND);

    try (var twin = arena()) {
      TestClient<World, Event> twinned = twin.join("Ada");
      twin.ticks(20 * SECOND);

      assertThat(twinned.state()).isEqualTo(ada.state());
      assertThat(twinned.events()).isEqualTo(ada.events());
    }
  }

  private static void assertWithinTheArena(Ship ship) {
    assertThat(ship.getX()).isBetween(0, 12_000); // centimetres
    assertThat(ship.getY()).isBetween(0, 12_000);
    assertThat(ship.getHull()).isBetween(0, 100);
    assertThat(ship.getHeading()).isBetween(-3_142, 3_142);
  }

  private static double heading(Ship ship) {
    return Steps.value(ship, "heading");
  }

  private static Ship ship(TestClient<World, Event> pilot) {
    return pilot.state().getShipsList().stream()
        .filter(ship -> ship.getPlayer() == pilot.playerId())
        .findFirst()
        .orElseThrow();
  }

  private static Command say(String text) {
    return Command.newBuilder().setSay(Say.newBuilder().setText(text)).build();
  }

  private static List<String> said(TestClient<World, Event> pilot) {
    return pilot.events().stream()
        .filter(Event::hasSaid)
        .map(event -> event.getSaid().getName() + ": " + event.getSaid().getText())
        .toList();
  }
}
