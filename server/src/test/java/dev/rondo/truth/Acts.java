package dev.rondo.truth;

import com.google.protobuf.Empty;
import dev.rondo.client.RoomStatus;
import dev.rondo.sync.Interest;
import dev.rondo.test.truth.Letter;
import dev.rondo.test.truth.LetterEntity;
import dev.rondo.test.truth.Round;
import dev.rondo.test.truth.RoundSingle;
import dev.rondo.test.truth.Sky;
import dev.rondo.test.truth.SkySingle;
import dev.rondo.test.truth.Thing;
import dev.rondo.test.truth.ThingEntity;
import dev.rondo.test.truth.Walker;
import dev.rondo.test.truth.WalkerEntity;
import dev.rondo.test.truth.World;
import dev.rondo.test.truth.WorldSync;
import dev.rondo.testing.NetworkProfile;
import dev.rondo.testing.RoomTester;
import dev.rondo.testing.TestClient;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What the game, its players and their networks do: one thing after the other, by chance. */
final class Acts {
  private static final int MOST_CLIENTS = 4;
  private static final int MOST_BEINGS = 24;

  private final Circumstances given;
  private final RoomTester<TruthRoom, World, Empty> tester;
  private final TruthRoom room;
  private final Facts facts;
  private final Changes changes;
  private final SplittableRandom chance;
  private final Consumer<String> log;
  private final Set<TestClient<World, Empty>> dropped = new HashSet<>();

  Acts(
      Circumstances given,
      RoomTester<TruthRoom, World, Empty> tester,
      Facts facts,
      Values values,
      SplittableRandom chance,
      Consumer<String> log) {
    this.given = given;
    this.tester = tester;
    this.room = tester.room();
    this.facts = facts;
    this.chance = chance;
    this.log = log;
    changes = new Changes(values, chance.split(), log);
  }

  /** Before the first tick. */
  void begin() {
    WorldSync<?, ?, ?> state = room.state();
    single(new Being(state.round(), RoundSingle.class, Round.getDefaultInstance()), 20);
    single(new Being(state.sky(), SkySingle.class, Sky.getDefaultInstance()), 21);
    if (chance.nextInt(2) == 0) {
      changeInterest();
    }
    if (chance.nextInt(3) == 0) {
      log.accept("divide");
      room.divide();
      facts.divided = true;
    }
    if (chance.nextInt(3) == 0) {
      log.accept("rank");
      room.rankByGroup();
    }
    for (int i = chance.nextInt(8); i > 0; i--) {
      spawn();
    }
    join();
  }

  private void single(Being single, int number) {
    single.name = number;
    facts.singles.add(single);
  }

  /** Between two ticks. */
  void some() {
    for (int i = chance.nextInt(8); i > 0; i--) {
      one();
    }
    if (given.badNetworks() && chance.nextInt(4) == 0) {
      spoilNetwork();
    }
  }

  private void one() {
    int which = chance.nextInt(100);
    if (which < 45) {
      changes.change(
          pick(Stream.concat(facts.beings.stream(), facts.singles.stream()).toList()));
    } else if (which < 55) {
      changes.walk(facts.beings);
    } else if (which < 64) {
      spawn();
    } else if (which < 70) {
      remove();
    } else if (which < 80) {
      own();
    } else if (which < 83) {
      lookAt();
    } else if (which < 85) {
      changeInterest();
    } else if (which < 87) {
      changeGroup();
    } else if (which < 91) {
      join();
    } else if (which < 92) {
      leave();
    } else {
      dropOrResume();
    }
  }

  /** Ends all that may make something come late. */
  void calm() {
    for (TestClient<World, Empty> client : tester.clients()) {
      client.network(NetworkProfile.perfect());
      client.autoResume(true);
    }
  }

  private <T> T pick(List<T> from) {
    return from.get(chance.nextInt(from.size()));
  }

  // Beings.

  private void spawn() {
    if (facts.beings.size() >= MOST_BEINGS) {
      return;
    }
    WorldSync<WalkerEntity, ThingEntity, LetterEntity> state = room.state();
    Being being;
    int kind = chance.nextInt(6);
    if (kind < 3) {
      WalkerEntity walker = new WalkerEntity();
      being = new Being(walker, WalkerEntity.class, Walker.getDefaultInstance());
      changes.place(being);
      changes.some(being);
      being.name = state.walkers().spawn(walker).id();
    } else if (kind < 5) {
      ThingEntity thing = new ThingEntity();
      being = new Being(thing, ThingEntity.class, Thing.getDefaultInstance());
      changes.some(being);
      being.name = state.things().spawn(thing).id();
    } else {
      LetterEntity letter = new LetterEntity();
      being = new Being(letter, LetterEntity.class, Letter.getDefaultInstance());
      changes.some(being);
      being.name = state.letters().spawn(letter).id();
    }
    log.accept("spawn " + being);
    facts.beings.add(being);
    changes.some(being);
  }

  private void remove() {
    if (facts.beings.isEmpty()) {
      return;
    }
    Being being = pick(facts.beings);
    log.accept("remove " + being);
    WorldSync<WalkerEntity, ThingEntity, LetterEntity> state = room.state();
    if (being.object instanceof WalkerEntity walker) {
      state.walkers().removeIf(one -> one == walker);
    } else if (being.object instanceof ThingEntity thing) {
      state.things().remove(thing);
    } else {
      state.letters().remove(being.entity());
    }
    facts.beings.remove(being);
  }

  // Players.

  private void own() {
    if (facts.beings.isEmpty() || facts.onlookers.isEmpty()) {
      return;
    }
    Being being = pick(facts.beings);
    if (chance.nextInt(4) == 0) {
      log.accept("disown " + being);
      room.takes(being.entity());
      being.owner(null);
    } else {
      Viewer viewer = pick(List.copyOf(facts.onlookers.values())).viewer;
      log.accept(viewer.name + " owns " + being);
      room.gives(viewer, being.entity());
      being.owner(viewer);
    }
  }

  private void lookAt() {
    if (facts.onlookers.isEmpty()) {
      return;
    }
    Onlooker onlooker = pick(List.copyOf(facts.onlookers.values()));
    if (chance.nextBoolean() || facts.beings.isEmpty()) {
      double[] place = {changes.coordinate(), changes.coordinate()};
      if (Double.isNaN(place[0]) || Double.isNaN(place[1])) {
        return;
      }
      log.accept(onlooker.viewer.name + " looks at " + place[0] + " " + place[1]);
      onlooker.viewer.lookAt(place[0], place[1]);
      onlooker.looksTo = place;
      onlooker.looksAt = null;
    } else {
      Being being = pick(facts.beings);
      log.accept(onlooker.viewer.name + " looks at " + being);
      onlooker.viewer.lookAt(being.entity());
      onlooker.looksTo = null;
      onlooker.looksAt = being;
    }
  }

  private void changeInterest() {
    facts.radius = chance.nextInt(3) == 0 ? 0 : 5 + chance.nextInt(20);
    log.accept("radius " + facts.radius);
    room.seenBy(facts.radius == 0 ? Interest.everyone() : Interest.grid(facts.radius));
  }

  private void changeGroup() {
    if (!facts.onlookers.isEmpty()) {
      Viewer viewer = pick(List.copyOf(facts.onlookers.values())).viewer;
      viewer.group = chance.nextInt(3);
      log.accept(viewer.name + " is of group " + viewer.group);
    }
  }

  private void join() {
    List<TestClient<World, Empty>> clients = tester.clients();
    long present =
        clients.stream().filter(client -> client.status() != RoomStatus.CLOSED).count();
    if (present < MOST_CLIENTS) {
      String name = "client" + clients.size();
      log.accept(name + " joins");
      tester.join(name);
    }
  }

  private void leave() {
    TestClient<World, Empty> client = pick(tester.clients());
    if (client.status() == RoomStatus.CONNECTED) {
      log.accept(client.name() + " leaves");
      client.leave();
    }
  }

  // Networks.

  private void dropOrResume() {
    TestClient<World, Empty> client = pick(tester.clients());
    if (client.status() == RoomStatus.CONNECTED) {
      log.accept(client.name() + " drops");
      client.drop();
      dropped.add(client);
    } else if (client.status() == RoomStatus.RECONNECTING && dropped.remove(client)) {
      log.accept(client.name() + " resumes");
      client.resume();
    }
  }

  private void spoilNetwork() {
    TestClient<World, Empty> client = pick(tester.clients());
    if (client.status() != RoomStatus.CONNECTED) {
      return;
    }
    switch (chance.nextInt(4)) {
      case 0 -> client.network(NetworkProfile.train());
      case 1 -> client.network(NetworkProfile.perfect().bandwidth(1_000, 0));
      case 2 -> client.network(NetworkProfile.perfect());
      default -> client.stall(Duration.ofMillis(100 + chance.nextInt(900)));
    }
    log.accept(client.name() + " has another network");
  }
}
