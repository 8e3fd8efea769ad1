package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.room.Match.Client;
import dev.rondo.room.ScriptedRoom.Duellist;
import dev.rondo.test.duel.Event;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who hears what a room says, and in which order. */
class OutboxTest {
  private final Match match = new Match(options -> options, limits -> limits).start();
  private final ScriptedRoom room = match.room();
  private final Client ada = match.join("Ada");
  private final Client bob = match.join("Bob");
  private final Client cyd = match.join("Cyd");

  @AfterEach
  void endTheMatch() {
    match.close();
  }

  @Test
  void saysToAllSomeAndAllButOneInTheOrderOfSaying() {
    in("onTick 1", () -> {
      room.broadcast(List.of(player("Cyd"), player("Ada")), said("some"));
      room.broadcast(said("all"));
      room.broadcastExcept(player("Ada"), said("not Ada"));
      room.send(player("Bob"), said("Bob"));
      room.broadcast(said("all again"));
    });

    match.tick();

    assertThat(ada.connection().lastEvents())
        .containsExactly("shouted some", "shouted all", "shouted all again");
    assertThat(bob.connection().lastEvents())
        .containsExactly("shouted all", "shouted not Ada", "shouted Bob", "shouted all again");
    assertThat(cyd.connection().lastEvents())
        .containsExactly("shouted some", "shouted all", "shouted not Ada", "shouted all again");
  }

  @Test
  void saysItOnceInItsTick() {
    in("onTick 2", () -> {
      room.broadcast(said("all"));
      room.broadcastExcept(player("Ada"), said("not Ada"));
    });

    match.ticks(3);

    assertThat(bob.connection().events(0)).isEmpty();
    assertThat(bob.connection().events(1)).containsExactly("shouted all", "shouted not Ada");
    assertThat(bob.connection().events(2)).isEmpty();
  }

  @Test
  void saysNothingToNobody() {
    in("onTick 1", () -> room.broadcast(List.of(), said("nobody")));

    match.tick();

    assertThat(ada.connection().lastEvents()).isEmpty();
  }

  @Test
  void saysItToEverybodyIfTheOneExceptedIsGone() {
    match.tick();
    Duellist gone = player("Cyd");
    cyd.leave();
    in("onTick 2", () -> {
      room.broadcastExcept(gone, said("all"));
      room.broadcast(List.of(gone, player("Ada")), said("some"));
      room.send(gone, said("nobody"));
    });

    match.tick();

    assertThat(ada.connection().lastEvents()).containsExactly("shouted all", "shouted some");
    assertThat(bob.connection().lastEvents()).containsExactly("shouted all");
  }

  @Test
  void saysItInOrderToThoseWhoComeInTheSameTick() {
    match.tick();
    ada.shout("early");
    Client dot = match.join("Dot");
    Client eve = match.join("Eve");
    in("onJoin Dot", () -> {
      room.broadcast(said("Dot is here"));
      room.send(player("Dot"), said("welcome"));
    });
    in("onJoin Eve", () -> room.broadcastExcept(player("Eve"), said("Eve is here")));
    in("onTick 2", () -> room.broadcast(said("all")));

    match.tick();

    assertThat(ada.connection().lastEvents())
        .containsExactly("shouted Dot is here", "shouted Eve is here", "shouted all");
    assertThat(dot.connection().lastEvents())
        .containsExactly(
            "shouted Dot is here", "shouted welcome", "shouted Eve is here", "shouted all");
    assertThat(eve.connection().lastEvents()).containsExactly("shouted all");
  }

  @Test
  void saysInOnDropAndOnLeaveToTheOthers() {
    match.tick();
    ada.drop();
    bob.leave();
    in("onDrop Ada", () -> room.broadcast(said("Ada is away")));
    in("onLeave Bob LEFT", () -> room.broadcast(said("Bob is gone")));
    in("onResume Ada", () -> room.broadcast(said("Ada is back")));
    match.tick();
    assertThat(cyd.connection().lastEvents())
        .containsExactly("shouted Ada is away", "shouted Bob is gone");
    match.resume(ada, 1);

    match.tick();

    assertThat(ada.connection().lastEvents())
        .containsExactly(
            "shouted Ada is away, 1 ago", "shouted Bob is gone, 1 ago", "shouted Ada is back");
  }

  @Test
  void endsTheRoomThatSaysWhatIsNotTheContracts() {
    in("onTick 1", () -> broadcastAnything(room));

    match.tick();

    assertThat(ada.connection().closes()).containsExactly(LeaveReason.ROOM_FAILED);
    assertThat(room.faults())
        .singleElement()
        .satisfies(fault -> assertThat(fault.cause())
            .hasMessage("event of contract duel.Duel: a duel.Board (expected: duel.Event)"));
  }

  /** As a game can that mixes up its types. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static void broadcastAnything(Room room) {
    room.broadcast(dev.rondo.test.duel.Board.getDefaultInstance());
  }

  private void in(String call, Runnable script) {
    room.in(call, script);
  }

  private Duellist player(String name) {
    return room.player(name);
  }

  private static Event said(String text) {
    return ScriptedRoom.shouted(text);
  }
}
