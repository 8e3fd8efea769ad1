package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.room.Match.Client;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when a game's code throws: this room ends, its players hear why, nothing is left behind. */
class RoomHostFailureTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"onJoin Ada", "onCommand Ada hi", "onInput Ada", "onTick 2", "onLeave Eve LOST"})
  void endsTheRoomAndTellsEverybody(String hook) {
    try (Match match = new Match()) {
      match.start();
      Client bob = match.join("Bob");
      Client eve = match.join("Eve");
      match.tick();
      match.room().failIn(hook);
      Client ada = match.join("Ada");
      ada.shout("hi");
      eve.inbound().disconnected();

      match.ticks(3);

      assertThat(List.of(bob, ada))
          .allSatisfy(client ->
              assertThat(client.connection().closes()).containsExactly(LeaveReason.ROOM_FAILED));
      assertThat(match.room().allCalls()).last().isEqualTo("onDispose");
      boolean adaWasLetIn = match.room().calls().contains("onJoin Ada");
      assertThat(match.room().calls())
          .filteredOn(call -> call.startsWith("onLeave"))
          .containsExactlyInAnyOrderElementsOf(
              adaWasLetIn
                  ? List.of(
                      "onLeave Bob ROOM_FAILED", "onLeave Ada ROOM_FAILED", "onLeave Eve LOST")
                  : List.of("onLeave Bob ROOM_FAILED", "onLeave Eve LOST"));
      assertThat(match.room().calls()).containsOnlyOnce("onDispose");
      assertThat(match.timesClosed()).isEqualTo(1);
      assertThat(match.host().closed()).isTrue();
    }
  }

  @Test
  void failsTheStartWithWhatOnCreateThrew() {
    try (Match match = new Match()) {
      match.room().failIn("onCreate");

      match.start();
      match.ticks(3);

      assertThat(match.host().started().toCompletableFuture())
          .failsWithin(java.time.Duration.ZERO)
          .withThrowableThat()
          .withMessageContaining("scripted failure in onCreate");
      assertThat(match.room().allCalls()).containsExactly("onCreate", "onDispose");
      assertThat(match.timesClosed()).isEqualTo(1);
    }
  }

  @Test
  void survivesErrorsOfTheGame() {
    try (Match match = new Match()) {
      match.start();
      Client ada = match.join("Ada");
      match.room().in("onTick 1", () -> {
        throw new StackOverflowError("scripted");
      });

      match.ticks(2);

      assertThat(ada.connection().closes()).containsExactly(LeaveReason.ROOM_FAILED);
      assertThat(match.timesClosed()).isEqualTo(1);
    }
  }

  @Test
  void letsEverybodyLeaveAlsoWhenOnLeaveThrowsForEach() {
    try (Match match = new Match()) {
      match.start();
      match.join("Ada");
      match.join("Bob");
      match.tick();
      match.room().failIn("onLeave Ada STOPPING");
      match.room().failIn("onLeave Bob STOPPING");

      match.stop();

      assertThat(match.room().calls())
          .endsWith("onLeave Ada STOPPING", "onLeave Bob STOPPING", "onDispose");
      assertThat(match.timesClosed()).isEqualTo(1);
    }
  }

  @Test
  void endsOnceWhenOnDisposeThrows() {
    try (Match match = new Match()) {
      match.start();
      match.tick();
      match.room().failIn("onDispose");

      match.stop();

      assertThat(match.room().calls()).containsExactly("onCreate", "onDispose");
      assertThat(match.timesClosed()).isEqualTo(1);
    }
  }

  @Test
  void endsOnceWhenTheTickThatWasToCloseItThrows() {
    try (Match match = new Match()) {
      match.start();
      Client ada = match.join("Ada");
      match.tick();
      match.room().in("onTick 2", () -> {
        match.room().end();
        throw new IllegalStateException("scripted");
      });

      match.ticks(2);

      assertThat(ada.connection().closes()).containsExactly(LeaveReason.ROOM_FAILED);
      assertThat(match.timesClosed()).isEqualTo(1);
    }
  }

  @Test
  void endsTheRoomWhenAPlayerCannotBeMade() {
    try (Match match = new Match()) {
      match.start();
      Client ada = match.join("Ada");
      match.tick();
      match.room().failWhenMakingPlayers();

      Client bob = match.join("Bob");
      Client cyd = match.join("Cyd");
      match.ticks(2);

      assertThat(List.of(ada, bob, cyd))
          .allSatisfy(client ->
              assertThat(client.connection().closes()).containsExactly(LeaveReason.ROOM_FAILED));
      assertThat(match.room().calls())
          .containsExactly("onCreate", "onJoin Ada", "onLeave Ada ROOM_FAILED", "onDispose");
      assertThat(match.timesClosed()).isEqualTo(1);
    }
  }

  @Test
  void touchesNoOtherRoomOfTheLoop() {
    try (Match failing = new Match();
        Match other = new Match(failing.loop())) {
      failing.start();
      other.start();
      Client ada = other.join("Ada");
      failing.room().failIn("onTick 2");

      other.ticks(5);

      assertThat(failing.host().closed()).isTrue();
      assertThat(ada.connection().count()).isEqualTo(5);
      assertThat(ada.connection().closes()).isEmpty();
    }
  }
}
