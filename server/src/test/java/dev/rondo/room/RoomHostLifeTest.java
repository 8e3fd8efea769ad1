package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Leave;
import dev.rondo.room.Match.Client;
import dev.rondo.sync.Entity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is called when, from the first tick of a room to its last. */
class RoomHostLifeTest {
  private final Match match = new Match();
  private final ScriptedRoom room = match.room();

  @AfterEach
  void endTheMatch() {
    match.close();
  }

  @Test
  void callsTheHooksOfATickInOrder() {
    match.start();
    Client ada = match.join("Ada");
    match.join("Bob");
    match.tick();
    room.allCalls().clear();
    ada.inputs(1);
    ada.shout("hi");
    match.join("Cyd");
    match.room().in("onTick 2", () -> room.kick("Bob"));

    match.tick();

    assertThat(room.allCalls())
        .containsExactly(
            "onJoin Cyd",
            "onCommand Ada hi",
            "onInput Ada",
            "onInput Bob",
            "onInput Cyd",
            "onTick 2",
            "onLeave Bob KICKED");
  }

  @Test
  void beginsWithOnCreateBeforeTheFirstTick() {
    List<Integer> tickNumbers = new ArrayList<>();
    room.in("onCreate", () -> tickNumbers.add(room.tick().number()));

    match.start();
    match.tick();

    assertThat(match.host().started().toCompletableFuture()).isCompletedWithValue(match.host());
    assertThat(room.allCalls()).containsExactly("onCreate", "onTick 1");
    assertThat(tickNumbers).containsExactly(0);
    assertThat(room.tick()).isEqualTo(new Tick(1, 0.05));
  }

  @Test
  void letsNothingTakeEffectBetweenTicks() {
    match.start();
    match.tick();
    room.allCalls().clear();

    Client ada = match.join("Ada");
    ada.shout("hi");
    ada.inputs(1, 2, 3);
    match.loop().advance(Duration.ofNanos(match.loop().nextDue() - match.loop().nanoTime() - 1));

    assertThat(room.allCalls()).isEmpty();
    assertThat(ada.connection().count()).isZero();
  }

  @Test
  void deliversCommandsBeforeInputsWhateverTheirOrder() {
    match.start();
    Client ada = match.join("Ada");
    match.tick();
    room.allCalls().clear();

    ada.inputs(1);
    ada.shout("one");
    ada.shout("two");
    match.tick();

    assertThat(room.allCalls())
        .containsExactly("onCommand Ada one", "onCommand Ada two", "onInput Ada", "onTick 2");
  }

  @Test
  void neverTellsTheGameOfAPlayerWhoWentBeforeTheTick() {
    match.start();
    Client ada = match.join("Ada");

    ada.inbound().disconnected();
    match.ticks(2);

    assertThat(room.calls()).containsExactly("onCreate");
    assertThat(ada.connection().closes()).containsExactly(LeaveReason.LOST);
  }

  @Test
  void pairsAJoinWithALeaveInTheSameTick() {
    match.start();
    Client[] ada = new Client[1];
    ada[0] = match.join("Ada");
    room.in("onJoin Ada", () -> ada[0].send(leave()));

    match.tick();

    assertThat(room.calls()).containsExactly("onCreate", "onJoin Ada", "onLeave Ada LEFT");
    assertThat(ada[0].connection().count()).isZero();
  }

  @Test
  void tellsTheGameOfEachKindOfLeaveOnce() {
    match.start();
    List<Client> clients = match.join("Ada", "Bob", "Cyd");
    match.tick();

    clients.get(0).send(leave());
    clients.get(0).inbound().disconnected();
    clients.get(1).inbound().disconnected();
    clients.get(1).inbound().disconnected();
    clients.get(2).inbound().refuse(LeaveReason.SILENT, "no pong");
    match.ticks(3);

    assertThat(room.calls())
        .containsSubsequence("onLeave Ada LEFT", "onLeave Bob LOST", "onLeave Cyd SILENT")
        .hasSize(1 + 3 + 3);
    assertThat(clients.get(2).connection().closes()).containsExactly(LeaveReason.SILENT);
    assertThat(clients.get(2).connection().closeText()).isEqualTo("no pong");
  }

  @Test
  void takesALeaverOutBeforeTheOneWhoCameIntoTheFreePlace() {
    match.start();
    Client ada = match.join("Ada");
    match.tick();

    ada.inbound().disconnected();
    match.join("Bob");
    match.tick();

    assertThat(room.calls()).containsSubsequence("onLeave Ada LOST", "onJoin Bob");
  }

  @Test
  void kicksInEachHookWithOneLeaveEach() {
    match.start();
    List<Client> clients = match.join("Ada", "Bob", "Cyd", "Dot", "Eve");
    room.in("onJoin Ada", () -> room.kick("Ada"));
    room.in("onCommand Bob go", () -> room.kick("Bob"));
    room.in("onInput Cyd", () -> room.kick("Cyd"));
    room.in("onTick 1", () -> room.kick("Dot"));
    room.in("onLeave Dot KICKED", () -> room.kick("Eve"));
    clients.get(1).shout("go");

    match.ticks(3);

    assertThat(room.calls())
        .containsExactly(
            "onCreate",
            "onJoin Ada",
            "onJoin Bob",
            "onJoin Cyd",
            "onJoin Dot",
            "onJoin Eve",
            "onLeave Ada KICKED",
            "onCommand Bob go",
            "onLeave Bob KICKED",
            "onLeave Cyd KICKED",
            "onLeave Dot KICKED",
            "onLeave Eve KICKED");
    assertThat(room.players()).isEmpty();
    assertThat(clients).allSatisfy(client -> {
      assertThat(client.connection().closes()).containsExactly(LeaveReason.KICKED);
      assertThat(client.connection().closeText()).isEqualTo("out");
    });
  }

  @Test
  void takesNothingMoreFromAPlayerWhoIsOut() {
    match.start();
    Client ada = match.join("Ada");
    match.tick();
    room.in("onCommand Ada one", () -> room.kick("Ada"));
    room.allCalls().clear();

    ada.shout("one");
    ada.shout("two");
    ada.inputs(1);
    match.tick();
    ada.shout("three");
    match.tick();

    assertThat(room.allCalls())
        .containsExactly("onCommand Ada one", "onTick 2", "onLeave Ada KICKED", "onTick 3");
  }

  @Test
  void readsNothingAfterALeave() {
    match.start();
    Client ada = match.join("Ada");
    match.tick();

    ada.shout("before");
    ada.send(leave());
    ada.shout("after");
    match.tick();

    assertThat(room.calls()).containsExactly("onCreate", "onJoin Ada", "onLeave Ada LEFT");
  }

  @Test
  void listsPlayersInTheOrderOfTheirJoins() {
    match.start();
    Client ada = match.join("Ada");
    match.join("Bob");
    match.tick();
    ada.inbound().disconnected();
    match.join("Cyd");
    match.tick();
    match.join("Ada");
    match.tick();

    List<String> names =
        room.players().stream().map(ScriptedRoom.Duellist::name).toList();

    assertThat(names).containsExactly("Bob", "Cyd", "Ada");
    assertThatThrownBy(() -> room.players().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void givesEachIdOnce() {
    match.start();
    match.join("Ada");
    match.join("Bob");
    match.tick();

    int next = room.nextId();
    match.join("Cyd");
    match.tick();

    assertThat(room.players()).extracting(Player::id).containsExactly(100, 101, 105);
    assertThat(room.board().fighters()).extracting(Entity::id).containsExactly(102, 103, 106);
    assertThat(next).isEqualTo(104);
  }

  @Test
  void closesAfterTheTickInWhichTheGameAsksForIt() {
    match.start();
    Client ada = match.join("Ada");
    match.tick();
    room.in("onTick 2", room::end);

    match.ticks(3);

    assertThat(room.allCalls()).endsWith("onTick 2", "onLeave Ada ROOM_CLOSED", "onDispose");
    assertThat(ada.connection().count()).isEqualTo(2);
    assertThat(ada.connection().closes()).containsExactly(LeaveReason.ROOM_CLOSED);
    assertThat(match.timesClosed()).isEqualTo(1);
    assertThat(match.host().closed()).isTrue();
  }

  @Test
  void closesOnceWhicheverHookAsksForIt() {
    List.of("onCreate", "onJoin Ada", "onCommand Ada hi", "onInput Ada", "onTick 1")
        .forEach(RoomHostLifeTest::closesOnceFrom);
  }

  private static void closesOnceFrom(String hook) {
    try (Match match = new Match()) {
      match.room().in(hook, match.room()::end);
      match.room().in("onLeave Ada ROOM_CLOSED", match.room()::end);
      match.room().in("onDispose", match.room()::end);
      match.start();
      Client ada = match.join("Ada");
      ada.shout("hi");

      match.ticks(3);

      assertThat(match.room().calls())
          .as("closed in " + hook)
          .containsExactly(
              "onCreate", "onJoin Ada", "onCommand Ada hi", "onLeave Ada ROOM_CLOSED", "onDispose");
      assertThat(match.timesClosed()).isEqualTo(1);
      assertThat(ada.connection().closes()).containsExactly(LeaveReason.ROOM_CLOSED);
    }
  }

  @Test
  void closesInOnLeaveAfterThatTick() {
    match.start();
    Client ada = match.join("Ada");
    match.join("Bob");
    room.in("onLeave Ada LOST", room::end);
    match.tick();

    ada.inbound().disconnected();
    match.ticks(2);

    assertThat(room.calls()).endsWith("onLeave Ada LOST", "onLeave Bob ROOM_CLOSED", "onDispose");
  }

  @Test
  void tellsEverybodyWhyItWasStopped() {
    match.start();
    Client ada = match.join("Ada");
    match.tick();
    Client waiting = match.join("Bob");

    match.host().stop(LeaveReason.STOPPING, "The server is stopping");
    match.host().stop(LeaveReason.ROOM_CLOSED, "Again");
    match.loop().runDue();

    assertThat(room.calls())
        .containsExactly("onCreate", "onJoin Ada", "onLeave Ada STOPPING", "onDispose");
    assertThat(ada.connection().closes()).containsExactly(LeaveReason.STOPPING);
    assertThat(ada.connection().closeText()).isEqualTo("The server is stopping");
    assertThat(waiting.connection().closes()).containsExactly(LeaveReason.STOPPING);
    assertThat(match.timesClosed()).isEqualTo(1);
  }

  @Test
  void refusesJoinsOnceItHasEnded() {
    match.start();
    match.stop();

    assertThatThrownBy(() -> match.join("Ada"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("room duel-1 is closed");
  }

  @Test
  void failsToStartOnceItHasEnded() {
    match.stop();

    match.start();

    assertThat(match.host().started().toCompletableFuture()).isCompletedExceptionally();
    assertThat(room.allCalls()).doesNotContain("onCreate");
  }

  @Test
  void saysThatARoomDoesNotRunBeforeItDoes() {
    ScriptedRoom unused = new ScriptedRoom();

    assertThatThrownBy(unused::nextId)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "ScriptedRoom does not run yet; prepare it in onCreate, not in its constructor");
    assertThatThrownBy(() -> new ScriptedRoom.Duellist().id())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has not joined a room");
  }

  private static ClientFrame leave() {
    return ClientFrame.newBuilder().setLeave(Leave.getDefaultInstance()).build();
  }
}
