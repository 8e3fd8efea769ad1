package dev.rondo.lobby;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.protocol.v1.Seat;
import dev.rondo.room.RoomType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Joins that need a room which cannot be made: they are refused, and nothing is left behind. */
class LobbyFailureTest {
  private boolean failing;

  @Test
  void refusesAllWhoWaitForARoomWhoseOnCreateThrows() {
    try (Doorway doorway = new Doorway(limits -> limits, () -> new PlainRoom(this::failIfAsked))) {
      failing = true;
      CompletableFuture<Seat> ada = doorway.ask();
      CompletableFuture<Seat> bob = doorway.ask();

      doorway.settle();

      assertThat(List.of(ada, bob))
          .allSatisfy(answer -> assertThatThrownBy(answer::join)
              .cause()
              .isInstanceOf(RefusedException.class)
              .hasMessage("The room could not be created; see the server's log.")
              .extracting(thrown -> ((RefusedException) thrown).reason())
              .isEqualTo(RefusalReason.ROOM_FAILED));
      assertNothingIsLeft(doorway);
    }
  }

  @Test
  void refusesWhenTheConstructorOfTheRoomThrows() {
    try (Doorway doorway = new Doorway(limits -> limits, this::newRoom)) {
      failing = true;

      assertThatThrownBy(doorway::join)
          .isInstanceOf(RefusedException.class)
          .hasMessage("The room could not be created; see the server's log.")
          .extracting(thrown -> ((RefusedException) thrown).reason())
          .isEqualTo(RefusalReason.ROOM_FAILED);
      assertNothingIsLeft(doorway);
    }
  }

  @Test
  void refusesAlsoWhenItThrowsAnError() {
    try (Doorway doorway = new Doorway(limits -> limits, this::newRoomOrError)) {
      failing = true;

      assertThatThrownBy(doorway::join).isInstanceOf(RefusedException.class);
      assertNothingIsLeft(doorway);
    }
  }

  @Test
  void refusesWhenTheSeedsThrow() {
    Map<String, RoomType> types =
        Map.of("duel", new RoomType("duel", this::newRoom, Doorway.options()));
    try (Doorway doorway = new Doorway(limits -> limits, types, this::newSeed)) {
      failing = true;

      assertThatThrownBy(doorway::join)
          .isInstanceOf(RefusedException.class)
          .extracting(thrown -> ((RefusedException) thrown).reason())
          .isEqualTo(RefusalReason.ROOM_FAILED);
      assertNothingIsLeft(doorway);
    }
  }

  @Test
  void seatsTheNextOnceRoomsCanBeMadeAgain() {
    try (Doorway doorway = new Doorway(limits -> limits.rooms(1), this::newRoom)) {
      failing = true;
      assertThatThrownBy(doorway::join).isInstanceOf(RefusedException.class);

      failing = false;

      assertThat(doorway.join().getRoom()).isEqualTo("duel-2");
    }
  }

  private PlainRoom newRoom() {
    failIfAsked();
    return new PlainRoom(() -> {});
  }

  private PlainRoom newRoomOrError() {
    if (failing) {
      throw new ExceptionInInitializerError("scripted");
    }
    return new PlainRoom(() -> {});
  }

  private long newSeed() {
    failIfAsked();
    return 42;
  }

  private void failIfAsked() {
    if (failing) {
      throw new IllegalStateException("scripted failure");
    }
  }

  private static void assertNothingIsLeft(Doorway doorway) {
    assertThat(doorway.lobby().rooms()).isZero();
    assertThat(doorway.lobby().seats()).isZero();
    assertThat(doorway.lobby().players()).isZero();
    assertThat(doorway.quota().addresses()).isZero();
  }
}
