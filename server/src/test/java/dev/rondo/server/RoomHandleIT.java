package dev.rondo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.test.Await;
import dev.rondo.test.Door;
import dev.rondo.test.DuelLog;
import dev.rondo.test.DuelRoom;
import dev.rondo.test.DuelServer;
import dev.rondo.test.RawClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Rooms, reached from the rest of the program. */
class RoomHandleIT {
  private static final Duration SOON = Duration.ofSeconds(8);

  private final DuelLog log = new DuelLog();
  private final GameServer server = GameServer.builder()
      .port(0)
      .room(
          "duel", () -> new DuelRoom(log), room -> DuelServer.testOptions(room).maxPlayers(1))
      .start();
  private final Door door = Door.plain(server.port());

  @Test
  void asksARoomOnItsLoop() {
    try (server;
        RawClient ada = door.play("Ada")) {
      ada.dataFrame();

      RoomHandle<DuelRoom> room = server.room("duel-1", DuelRoom.class).orElseThrow();
      CompletableFuture<List<String>> names = room.ask(DuelRoom::names).toCompletableFuture();
      CompletableFuture<Thread> thread =
          room.ask(entered -> Thread.currentThread()).toCompletableFuture();
      Thread completedOn = thread
          .thenApply(loop -> Thread.currentThread())
          .orTimeout(8, TimeUnit.SECONDS)
          .join();

      assertThat(names).succeedsWithin(SOON).isEqualTo(List.of("Ada"));
      assertThat(thread)
          .succeedsWithin(SOON)
          .isEqualTo(log.calls().findFirst().orElseThrow().thread());
      assertThat(completedOn).isNotEqualTo(thread.join());
    }
  }

  @Test
  void announcesToAllRoomsOfAType() {
    try (server;
        RawClient ada = door.play("Ada");
        RawClient bob = door.play("Bob")) {
      ada.dataFrame();
      bob.dataFrame();

      int told = server.announce(DuelRoom.class, room -> room.announce("closing soon"));

      assertThat(told).isEqualTo(2);
      assertThat(server.rooms(DuelRoom.class))
          .extracting(RoomHandle::id)
          .containsExactlyInAnyOrder("duel-1", "duel-2");
      for (RawClient client : List.of(ada, bob)) {
        assertThat(client
                .dataFrame(frame -> !frame.events().isEmpty())
                .events()
                .get(0)
                .getShouted()
                .getText())
            .isEqualTo("closing soon");
      }
    }
  }

  @Test
  void failsForARoomThatHasEndedAndForATaskThatThrows() {
    try (server;
        RawClient ada = door.play("Ada");
        RawClient bob = door.play("Bob")) {
      ada.dataFrame();
      bob.dataFrame();
      RoomHandle<DuelRoom> one = server.room("duel-1", DuelRoom.class).orElseThrow();
      RoomHandle<DuelRoom> two = server.room("duel-2", DuelRoom.class).orElseThrow();

      CompletableFuture<Void> throwing = one.execute(room -> {
            throw new IllegalStateException("scripted failure of a task");
          })
          .toCompletableFuture();

      assertThat(throwing)
          .failsWithin(SOON)
          .withThrowableOfType(ExecutionException.class)
          .withMessageContaining("scripted failure");
      assertThat(ada.ending().code()).isEqualTo(1011);
      Await.until(
          "its room is gone", () -> server.room("duel-1", DuelRoom.class).isEmpty());
      assertThat(one.execute(room -> {}).toCompletableFuture())
          .failsWithin(SOON)
          .withThrowableOfType(ExecutionException.class)
          .withMessageContaining("room duel-1 has ended");
      assertThat(two.ask(DuelRoom::names).toCompletableFuture()).succeedsWithin(SOON);
    }
  }

  @Test
  void findsNoRoomOfAnotherTypeOrId() {
    try (server;
        RawClient ada = door.play("Ada")) {
      ada.dataFrame();

      assertThat(server.room("duel-9", DuelRoom.class)).isEmpty();
      assertThat(server.room("duel-1", StrangerRoom.class)).isEmpty();
      assertThat(server.rooms(StrangerRoom.class)).isEmpty();
    }
  }
}
