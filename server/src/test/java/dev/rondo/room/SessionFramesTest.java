package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.rondo.protocol.v1.ServerFrame;
import dev.rondo.room.Match.Client;
import dev.rondo.test.duel.Board;
import dev.rondo.test.duel.Clock;
import dev.rondo.test.duel.Fighter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a player is sent in each tick, while the connection keeps up. */
class SessionFramesTest {
  private final Match match = new Match().start();
  private final ScriptedRoom room = match.room();

  @AfterEach
  void endTheMatch() {
    match.close();
  }

  @Test
  void beginsWithTickWelcomeReadyAndTheWholeState() {
    match.join("Ada");
    match.ticks(6);
    Client bob = match.join("Bob");

    match.tick();

    ServerFrame frame = bob.connection().frame(0);
    assertThat(frame.getTick()).isEqualTo(7);
    assertThat(frame.getControl().getWelcome().getRoom()).isEqualTo("duel-1");
    assertThat(frame.getControl().getWelcome().getPlayer()).isEqualTo(102);
    assertThat(frame.getControl().getWelcome().getTickNanos()).isEqualTo(50_000_000);
    assertThat(frame.getControl().hasReady()).isTrue();
    assertThat(frame.getControl().hasGoodbye()).isFalse();
    Board board = bob.connection().lastBoard();
    assertThat(board.getFightersList())
        .extracting(Fighter::getId, Fighter::getPlayer, Fighter::getName)
        .containsExactly(tuple(101, 100, "Ada"), tuple(103, 102, "Bob"));
    assertThat(board.getClock().getTick()).isEqualTo(7);
  }

  @Test
  void saysItsTickAndItsWelcomeOnce() {
    Client ada = match.join("Ada");

    match.ticks(3);

    assertThat(ada.connection().count()).isEqualTo(3);
    assertThat(List.of(ada.connection().frame(1), ada.connection().frame(2))).allSatisfy(frame -> {
      assertThat(frame.hasTick()).isFalse();
      assertThat(frame.hasControl()).isFalse();
      assertThat(frame.hasAckedInput()).isFalse();
    });
  }

  @Test
  void tellsWhatHasChangedAndNoMore() {
    Client ada = match.join("Ada");
    match.join("Bob");
    room.in("onTick 2", () -> room.player("Bob").fighter().x(1.5f));

    match.ticks(2);

    assertThat(ada.connection().lastChanges())
        .isEqualTo(Board.newBuilder()
            .addFighters(Fighter.newBuilder().setId(103).setX(1.5f))
            .setClock(Clock.newBuilder().setTick(2))
            .build());
    assertThat(ada.connection().lastFrame().getResetList()).isEmpty();
    assertThat(ada.connection().lastFrame().getAbsoluteList()).isEmpty();
  }

  @Test
  void sendsNothingWhereNothingHasChangedForHalfASecond() {
    Client ada = match.join("Ada");
    match.tick();
    room.stopClock();

    match.ticks(20);

    assertThat(ada.connection().count()).isEqualTo(3);
    assertThat(List.of(ada.connection().frame(1), ada.connection().frame(2)))
        .containsExactly(onlyTick(11), onlyTick(21));
    assertThat(ada.connection().lastChanges()).isEqualTo(Board.getDefaultInstance());
  }

  @Test
  void saysTheTickOfWhatHappensInSilence() {
    Client ada = match.join("Ada");
    Client bob = match.join("Bob");
    match.tick();
    room.stopClock();
    room.in("onTick 5", () -> room.whisper("Ada", "psst"));
    match.ticks(3);
    ada.inputs(1);

    match.ticks(10);

    assertThat(ada.connection().frame(1).getTick()).isEqualTo(5);
    assertThat(ada.connection().frame(1).getAckedInput()).isEqualTo(1);
    assertThat(ada.connection().events(1)).containsExactly("whispered psst");
    assertThat(ada.connection().count()).isEqualTo(2);
    assertThat(bob.connection().count()).isEqualTo(2);
    assertThat(bob.connection().frame(1)).isEqualTo(onlyTick(11));
  }

  @Test
  void sendsAsSeldomAsTheRoomSays() {
    try (Match seldom = new Match(options -> options.sendEvery(3), limits -> limits)) {
      seldom.start();
      Client ada = seldom.join("Ada");
      seldom.room().in("onTick 4", () -> seldom.room().shout("four"));
      seldom.room().in("onTick 6", () -> seldom.room().shout("six"));

      seldom.ticks(11);

      assertThat(ada.connection().count()).isEqualTo(3);
      assertThat(ada.connection().frame(0).getTick()).isEqualTo(3);
      assertThat(ada.connection().welcome().getSendEvery()).isEqualTo(3);
      assertThat(ada.connection().frame(1).hasTick()).isFalse();
      assertThat(ada.connection().changes(1).getClock().getTick()).isEqualTo(6);
      assertThat(ada.connection().events(1)).containsExactly("shouted four, 2 ago", "shouted six");
      assertThat(ada.connection().events(2)).isEmpty();
    }
  }

  @Test
  void isNeverSilentForLongerThanHalfASecondHoweverSeldomItSends() {
    try (Match seldom = new Match(options -> options.sendEvery(3), limits -> limits)) {
      seldom.start();
      Client ada = seldom.join("Ada");
      seldom.ticks(3);
      seldom.room().stopClock();

      seldom.ticks(20);

      assertThat(ada.connection().frames()).hasSize(3);
      assertThat(ada.connection().frame(1)).isEqualTo(onlyTick(12));
      assertThat(ada.connection().frame(2)).isEqualTo(onlyTick(21));
    }
  }

  @Test
  void removesEntitiesThatAreGoneOnce() {
    Client ada = match.join("Ada");
    Client bob = match.join("Bob");
    match.tick();

    bob.inbound().disconnected();
    match.tick();
    ServerFrame gone = ada.connection().lastFrame();
    match.tick();

    assertThat(gone.getRemovedList()).containsExactly(103);
    assertThat(ada.connection().lastFrame().getRemovedList()).isEmpty();
  }

  @Test
  void sendsNothingToThoseWhoWereLetGoInTheTick() {
    Client ada = match.join("Ada");
    match.tick();
    room.in("onTick 2", () -> room.kick("Ada"));

    match.ticks(2);

    assertThat(ada.connection().count()).isEqualTo(1);
  }

  @Test
  void tellsPrivateAndPublicEventsInTheOrderOfSending() {
    List<Client> clients = match.join("Ada", "Bob");
    match.tick();
    room.in("onTick 2", () -> {
      room.shout("one");
      room.whisper("Ada", "two");
      room.shout("three");
      room.whisper("Bob", "four");
      room.whisper("Ada", "five");
    });

    match.ticks(2);

    assertThat(clients.get(0).connection().events(1))
        .containsExactly("shouted one", "whispered two", "shouted three", "whispered five");
    assertThat(clients.get(1).connection().events(1))
        .containsExactly("shouted one", "shouted three", "whispered four");
    assertThat(clients.get(0).connection().events(2)).isEmpty();
    assertThat(clients.get(1).connection().events(2)).isEmpty();
  }

  @Test
  void tellsEventsOfEveryHookInTheirTick() {
    Client bob = match.join("Bob");
    match.tick();
    match.join("Ada").shout("hi");
    room.in("onJoin Ada", () -> room.shout("welcome"));
    room.in("onCommand Ada hi", () -> room.shout("hi"));
    room.in("onTick 2", () -> {
      room.shout("tick");
      room.kick("Ada");
    });
    room.in("onLeave Ada KICKED", () -> room.shout("bye"));

    match.tick();

    assertThat(bob.connection().lastEvents())
        .containsExactly("shouted welcome", "shouted hi", "shouted tick", "shouted bye");
  }

  @Test
  void tellsTheSameOfTheStateBesidePrivateEvents() {
    Client ada = match.join("Ada");
    Client bob = match.join("Bob");
    match.tick();
    room.in("onTick 2", () -> room.whisper("Ada", "psst"));

    match.tick();

    assertThat(ada.connection().lastEvents()).hasSize(1);
    assertThat(ada.connection().lastChanges()).isEqualTo(bob.connection().lastChanges());
    assertThat(ada.connection().lastBoard()).isEqualTo(bob.connection().lastBoard());
  }

  @Test
  void saysNothingToAPlayerWhoIsGone() {
    Client ada = match.join("Ada");
    Client bob = match.join("Bob");
    match.tick();
    ScriptedRoom.Duellist gone = room.player("Ada");
    ada.inbound().disconnected();
    match.tick();
    room.in("onTick 3", () -> room.whisper(gone, "are you there?"));

    match.tick();

    assertThat(bob.connection().lastEvents()).isEmpty();
    assertThat(ada.connection().count()).isEqualTo(1);
  }

  @Test
  void saysNothingToThoseWhoCameLater() {
    try (Match other = new Match()) {
      other.room().in("onCreate", () -> other.room().shout("created"));
      other.start();
      Client ada = other.join("Ada");

      other.ticks(2);

      assertThat(ada.connection().events(0)).isEmpty();
      assertThat(ada.connection().events(1)).isEmpty();
    }
  }

  private static ServerFrame onlyTick(int tick) {
    return ServerFrame.newBuilder().setTick(tick).build();
  }
}
