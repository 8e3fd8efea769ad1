package dev.rondo.testing;

import static dev.rondo.testing.Fairground.crash;
import static dev.rondo.testing.Fairground.fair;
import static dev.rondo.testing.Fairground.guest;
import static dev.rondo.testing.Fairground.named;
import static dev.rondo.testing.Fairground.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.Empty;
import dev.rondo.client.CloseName;
import dev.rondo.client.Closed;
import dev.rondo.client.RoomStatus;
import dev.rondo.room.Fault;
import dev.rondo.room.FaultPolicy;
import dev.rondo.testing.fair.Event;
import dev.rondo.testing.fair.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomTesterTest {

  @Test
  void letsAPlayerInAtTheNextTick() {
    try (var tester = fair().start()) {
      TestClient<Place, Event> ada = tester.join("Ada");
      assertThat(ada.status()).isEqualTo(RoomStatus.CONNECTING);

      tester.ticks(1);

      assertThat(ada.status()).isEqualTo(RoomStatus.CONNECTED);
      assertThat(ada.tick()).isEqualTo(1);
      assertThat(guest(ada).getName()).isEqualTo("Ada");
      assertThat(tester.room().guests()).isEqualTo(1);
      assertThat(tester.clients()).containsExactly(ada);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 20, 24, 30, 60, 144, 240})
  void runsAsManyTicksAsItSaysAtAnyRate(int tickRate) {
    try (var tester = fair().options(room -> room.tickRate(tickRate)).start()) {
      tester.join("Ada");

      for (int tick = 1; tick <= 500; tick++) {
        tester.ticks(1);

        assertThat(tester.room().lastTick()).isEqualTo(tick);
      }
    }
  }

  @Test
  void advancesByWholeTicksRoundedUp() {
    try (var tester = fair().start()) {
      tester.advance(Duration.ofMillis(100));
      assertThat(tester.room().lastTick()).isEqualTo(2);

      tester.advance(Duration.ofMillis(51));
      assertThat(tester.room().lastTick()).isEqualTo(4);

      tester.advance(Duration.ZERO);
      assertThat(tester.room().lastTick()).isEqualTo(4);
    }
  }

  @Test
  void goesOnWithALoopThatHasATime() {
    VirtualExecutor loop = new VirtualExecutor(-3_000_000_001L);
    loop.advance(Duration.ofMillis(333));

    try (var tester = fair().on(loop).start()) {
      tester.ticks(20);

      assertThat(tester.room().lastTick()).isEqualTo(20);
      assertThat(loop.nanoTime()).isEqualTo(-3_000_000_001L + 1_333_000_000L);
    }
  }

  @Test
  void startsAsOftenAsOneLikes() {
    var setup = fair();

    try (var one = setup.start();
        var two = setup.options(room -> room.tickRate(40)).start()) {
      TestClient<Place, Event> ada = one.join("Ada");
      one.advance(Duration.ofSeconds(1));
      two.advance(Duration.ofSeconds(1));

      assertThat(one.room().lastTick()).isEqualTo(20);
      assertThat(two.room().lastTick()).isEqualTo(40);
      assertThat(ada.state().getGuestsList()).hasSize(1);
    }
  }

  @Test
  void givesTheRoomTheSeedForItsChance() {
    try (var one = fair().seed(7).start();
        var same = fair().seed(7).start();
        var other = fair().seed(8).start()) {
      double chance = one.room().chance();

      assertThat(same.room().chance()).isEqualTo(chance);
      assertThat(other.room().chance()).isNotEqualTo(chance);
    }
  }

  // Joining.

  @Test
  void joinsWithNothingSetUnlessItIsToldWhatToBringAlong() {
    try (var tester = RoomTester.of(FairRoom::new).start()) {
      TestClient<Place, Event> ada = tester.join("Ada");
      TestClient<Place, Event> bob = tester.join("Bob", named("Robert"));
      tester.ticks(1);

      assertThat(guest(ada).getName()).isEmpty();
      assertThat(guest(bob).getName()).isEqualTo("Robert");
    }
  }

  @Test
  void refusesWhatALobbyWouldRefuse() {
    try (var tester = fair().options(room -> room.maxPlayers(2)).start()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> tester.join("A".repeat(33)))
          .withMessageContaining("name");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> tester.join("Ada", Empty.getDefaultInstance()))
          .withMessage("join: a google.protobuf.Empty (expected: fair.Join)");

      tester.join("Ada");
      TestClient<Place, Event> bob = tester.join("Bob");
      assertThatIllegalStateException()
          .isThrownBy(() -> tester.join("Cay"))
          .withMessageContaining("all 2 places");

      tester.ticks(1);
      bob.leave();
      tester.ticks(1);
      tester.join("Cay");
    }
  }

  @Test
  void waitsForWhatIsOutside() {
    VirtualExecutor loop = new VirtualExecutor();
    FairRoom.Bank bank = name -> name.equals("Ada")
        ? loop.later(Duration.ofMillis(120), 1_200)
        : loop.laterFailing(Duration.ofMillis(60), new IllegalStateException("closed on Sundays"));

    try (var tester = fair(() -> new FairRoom(bank)).on(loop).start()) {
      TestClient<Place, Event> ada = tester.join("Ada");
      TestClient<Place, Event> bob = tester.join("Bob");
      tester.ticks(3);
      assertThat(ada.status()).isEqualTo(RoomStatus.CONNECTING);
      assertThat(tester.room().calls()).containsExactly("no bank for Bob: closed on Sundays");
      assertThat(bob.closed()).map(Closed::name).contains(CloseName.NOT_ADMITTED);

      tester.ticks(1);

      assertThat(guest(ada).getMoney()).isEqualTo(1_200);
    }
  }

  // The end.

  @Test
  void endsTheRoomAsAServerDoesThatStops() {
    TestClient<Place, Event> ada;
    FairRoom room;
    try (var tester = fair().start()) {
      ada = tester.join("Ada");
      room = tester.room();
      tester.ticks(1);
    }

    assertThat(room.calls()).containsExactly("joined Ada", "left Ada STOPPING");
    assertThat(ada.closed()).map(Closed::name).contains(CloseName.STOPPING);
    assertThat(ada.closed()).map(Closed::comeBack).contains(true);
  }

  @Test
  void lastsNoLongerThanItsRoom() {
    var tester = fair().start();
    tester.close();

    tester.close();
    tester.ticks(1);

    assertThat(tester.ended()).isTrue();
    assertThatIllegalStateException()
        .isThrownBy(() -> tester.join("Ada"))
        .withMessageContaining("has ended");
  }

  // Faults.

  @Test
  void throwsWhatTheRoomHasThrown() {
    try (var tester = fair().start()) {
      TestClient<Place, Event> ada = tester.join("Ada");
      tester.ticks(1);
      ada.send(crash());

      assertThatThrownBy(() -> tester.ticks(30))
          .isInstanceOf(RoomFaultError.class)
          .hasMessage(
              "onCommand threw at tick 2: java.lang.IllegalStateException: Ada asked for it")
          .hasRootCauseInstanceOf(IllegalStateException.class);

      assertThat(tester.ended()).isTrue();
      assertThat(tester.room().calls()).contains("left Ada ROOM_FAILED");
      assertThat(ada.closed()).map(Closed::name).contains(CloseName.ROOM_FAILED);
    }
  }

  @Test
  void throwsAlsoWhatTheRoomGoesOnAfter() {
    try (var tester = fair(() -> new FairRoom(FaultPolicy.GO_ON)).start()) {
      TestClient<Place, Event> ada = tester.join("Ada");
      tester.ticks(1);
      ada.send(crash());

      assertThatThrownBy(() -> tester.ticks(1)).isInstanceOf(RoomFaultError.class);

      ada.send(say("still here"));
      tester.ticks(1);
      assertThat(ada.lastEvent().getSaid().getText()).isEqualTo("Ada: still here");
    }
  }

  @Test
  void keepsFaultsThatAreExpected() {
    try (var tester =
        fair(() -> new FairRoom(FaultPolicy.GO_ON)).expectingFaults().start()) {
      TestClient<Place, Event> ada = tester.join("Ada");
      tester.ticks(1);
      ada.send(crash());
      ada.send(crash());

      tester.ticks(2);

      assertThat(tester.faults())
          .extracting(Fault::hook, Fault::tick)
          .containsExactly(tuple("onCommand", 2), tuple("onCommand", 2));
      assertThat(ada.status()).isEqualTo(RoomStatus.CONNECTED);
    }
  }

  @Test
  void throwsWhatTheEndOfTheRoomThrows() {
    var tester = RoomTester.of(FragileRoom::new).start();

    assertThatThrownBy(tester::close)
        .isInstanceOf(RoomFaultError.class)
        .hasMessageStartingWith("onDispose threw at tick 0");
    tester.close();
  }

  @Test
  void throwsWhatTheBeginningOfTheRoomThrows() {
    var setup = RoomTester.of(() -> new FragileRoom("onCreate"));

    assertThatThrownBy(setup::start)
        .isInstanceOf(RoomFaultError.class)
        .hasMessageStartingWith("onCreate threw at tick 0");
  }

  @Test
  void isToldOfAThreadThatIsNotTheTests() throws InterruptedException {
    try (var tester = fair().start()) {
      List<Throwable> thrown = new ArrayList<>();
      VirtualExecutor loop = tester.loop();
      Thread other = new Thread(() -> loop.execute(() -> {}), "a pool");
      other.setUncaughtExceptionHandler((thread, failure) -> thrown.add(failure));
      other.start();
      other.join();

      assertThatIllegalStateException()
          .isThrownBy(() -> tester.ticks(1))
          .withMessageStartingWith("thread a pool put a task onto a loop in virtual time");
      assertThat(thrown).singleElement().isInstanceOf(IllegalStateException.class);
      tester.ticks(1);
    }
  }
}
