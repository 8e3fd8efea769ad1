package dev.rondo.sample.arena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.client.RoomStatus;
import dev.rondo.sample.arena.contract.Event;
import dev.rondo.sample.arena.contract.Join;
import dev.rondo.sample.arena.contract.Steer;
import dev.rondo.sample.arena.contract.World;
import dev.rondo.testing.NetworkProfile;
import dev.rondo.testing.RoomTester;
import dev.rondo.testing.TestClient;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Eight pilots who steer in every tick for a minute, over networks of all kinds. */
class ArenaNetworkTest {
  private static final int SECOND = 30;
  private static final int PILOTS = 8;

  private final SplittableRandom chance = new SplittableRandom(3);
  private final int[] turns = new int[PILOTS];

  static List<NetworkProfile> networks() {
    return List.of(
        NetworkProfile.perfect(),
        NetworkProfile.broadband(),
        NetworkProfile.mobile(),
        NetworkProfile.train());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void showAndTellAllPilotsTheSameInTheEnd(NetworkProfile network) {
    try (var arena = RoomTester.of(ArenaRoom::new)
        .options(room -> room.tickRate(SECOND))
        .network(network)
        .autoResume()
        .joining(name -> Join.newBuilder().setName(name).build())
        .start()) {
      for (int i = 1; i <= PILOTS; i++) {
        arena.join("Pilot " + i);
      }
      arena.ticks(5 * SECOND);
      List<TestClient<World, Event>> pilots = arena.clients();

      for (int tick = 0; tick < 25 * SECOND; tick++) {
        for (int i = 0; i < PILOTS; i++) {
          steer(pilots.get(i), i);
        }
        arena.ticks(1);
      }
      pilots.forEach(pilot -> pilot.network(NetworkProfile.perfect()));
      arena.advance(Duration.ofSeconds(5));

      TestClient<World, Event> first = pilots.get(0);
      assertThat(first.events()).hasSizeGreaterThan(20);
      assertThat(pilots)
          .allMatch(pilot -> pilot.status() == RoomStatus.CONNECTED)
          .allMatch(pilot -> pilot.state().equals(first.state()))
          .allMatch(pilot -> pilot.missed() == 0)
          .allMatch(pilot -> lastOf(pilot).equals(lastOf(first)));
    }
  }

  /** Those who came in later have not heard of the first ones. */
  private static List<Event> lastOf(TestClient<World, Event> pilot) {
    List<Event> events = pilot.events();
    return events.subList(events.size() - 20, events.size());
  }

  private void steer(TestClient<World, Event> pilot, int number) {
    if (chance.nextInt(20) == 0) {
      turns[number] = chance.nextInt(3) - 1;
    }
    pilot.input(Steer.newBuilder()
        .setTurn(turns[number])
        .setThrust(chance.nextInt(3) == 0)
        .setFire(true)
        .build());
  }
}
