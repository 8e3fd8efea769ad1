package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.protocol.v1.ServerFrame;
import dev.rondo.room.Match.Client;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What clients get and the log says while a room goes on whose code throws again and again. */
class GoingOnTest {
  private static final int EVENT_BYTES = 1_024;

  private final CapturedLog log = new CapturedLog();
  private final Match match =
      new Match(options -> options, limits -> limits.eventBytes(EVENT_BYTES)).start();
  private final ScriptedRoom room = match.room();
  private final Client ada = match.join("Ada");

  @AfterEach
  void endTheMatch() {
    match.close();
    log.close();
  }

  @Test
  void sendsWhatWasSaidWithTheNextFrame() {
    room.goOn();
    match.tick();
    in(2, () -> room.shout("two"));
    in(3, () -> {
      room.shout("three");
      room.whisper("Ada", "and");
    });
    ada.inputs(1);
    ada.shout("hi");
    failStateOf(2, 3);

    match.ticks(4);

    ServerFrame next = ada.connection().frame(1);
    assertThat(next.getTick()).isEqualTo(4);
    assertThat(ada.connection().events(1))
        .containsExactly("shouted two, 2 ago", "shouted three, 1 ago", "whispered and, 1 ago");
    assertThat(next.getAckedInput()).isEqualTo(1);
    assertThat(next.getControl().getAckedCommand()).isEqualTo(1);
    assertThat(ada.connection().events(2)).isEmpty();
  }

  @Test
  void saysToThoseWhoJoinInATickWithoutFramesWhatTheyHaveHeard() {
    room.goOn();
    match.tick();
    Client bob = match.join("Bob");
    in(2, () -> room.shout("two"));
    room.in("onJoin Bob", () -> room.shout("Bob is here"));
    failStateOf(2);

    match.tick();
    match.join("Cyd");
    match.tick();

    assertThat(bob.connection().frame(0).getControl().hasReady()).isTrue();
    assertThat(bob.connection().frame(0).getTick()).isEqualTo(3);
    assertThat(bob.connection().events(0))
        .containsExactly("shouted Bob is here, 1 ago", "shouted two, 1 ago");
    assertThat(ada.connection().lastEvents()).isEqualTo(bob.connection().events(0));
  }

  @Test
  void removesWhatWentInATickWithoutFrames() {
    room.goOn();
    Client bob = match.join("Bob");
    match.tick();
    bob.leave();
    failStateOf(2);

    match.ticks(2);

    assertThat(ada.connection().lastFrame().getRemovedList()).containsExactly(bob.player());
  }

  @Test
  void keepsAPlayerWhoIsAwayWithinItsBoundWithoutFramesToo() {
    room.goOn();
    match.tick();
    ada.drop();
    room.in("snapshot", () -> {
      throw new IllegalStateException("scripted");
    });
    match.ticks(50);
    for (int tick = 52; tick < 60; tick++) {
      in(tick, () -> room.shout("x".repeat(EVENT_BYTES / 4)));
    }
    match.ticks(10);
    room.in("snapshot", () -> {});

    match.resume(ada, 1);
    match.tick();

    assertThat(ada.connection().events(0)).hasSize(3);
    assertThat(ada.connection().welcome().getMissed()).isEqualTo(5);
  }

  @Test
  void dropsAPlayerForWhomTooMuchWasSaidWithoutAFrame() {
    room.goOn();
    match.tick();
    room.in("snapshot", () -> {
      throw new IllegalStateException("scripted");
    });
    for (int tick = 2; tick < 10; tick++) {
      in(tick, () -> room.shout("x".repeat(EVENT_BYTES / 4)));
    }

    match.ticks(3);
    assertThat(ada.connection().closes()).isEmpty();
    match.ticks(3);

    assertThat(ada.connection().closes()).containsExactly(LeaveReason.TOO_SLOW);
    assertThat(room.calls()).endsWith("onDrop Ada");
    assertThat(room.calls()).containsOnlyOnce("onDrop Ada");
  }

  @Test
  void endsTheRoomWhenOnFaultThrows() {
    room.goOn();
    match.tick();
    room.failIn("onTick 2");
    room.failIn("onFault");

    match.ticks(2);

    assertThat(match.host().closed()).isTrue();
    assertThat(room.faults()).hasSize(1);
    assertThat(ada.connection().closes()).containsExactly(LeaveReason.ROOM_FAILED);
    assertThat(room.calls()).endsWith("onLeave Ada ROOM_FAILED", "onDispose");
    assertThat(log.text())
        .contains("Room duel-1: onFault threw", "scripted failure in onFault")
        .contains("Closed room duel-1: onTick threw at tick 2", "scripted failure in onTick 2");
  }

  @Test
  void logsOneStackASecondWithTheNumberOfThoseBetween() {
    room.goOn();
    room.failIn("onInput Ada");

    match.ticks(50);

    assertThat(room.faults()).hasSize(50);
    assertThat(log.errors()).hasSize(3);
    assertThat(log.errors().get(0)).endsWith("Room duel-1 goes on: onInput threw at tick 1");
    assertThat(log.errors().get(1))
        .endsWith("onInput threw at tick 21 (19 like it since the last that was logged)");
    assertThat(log.errors().get(2))
        .endsWith("onInput threw at tick 41 (19 like it since the last that was logged)");
  }

  @Test
  void asksNobodyAnymoreOnceTheRoomEnds() {
    room.goOn();
    match.join("Bob");
    match.tick();
    room.failIn("onLeave Ada STOPPING");
    room.failIn("onDispose");

    match.stop();

    assertThat(room.faults()).isEmpty();
    assertThat(room.calls()).endsWith("onLeave Ada STOPPING", "onLeave Bob STOPPING", "onDispose");
    assertThat(log.errors())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("threw while the room was closed"));
    assertThat(match.timesClosed()).isEqualTo(1);
  }

  @Test
  void endsARoomWhoseOnCreateThrowsWhateverOnFaultSays() {
    try (Match other = new Match()) {
      other.room().goOn();
      other.room().failIn("onCreate");

      other.start();

      assertThat(other.host().closed()).isTrue();
      assertThat(other.room().faults()).isEmpty();
      assertThat(log.text()).contains("Closed room duel-1: onCreate threw");
    }
  }

  @Test
  void takesNothingForAnAnswerThatIsThrown() {
    room.goOn();
    match.tick();
    room.judge("validateCommand Ada hi", nothing());
    room.judge("validateInput Ada", nothing());
    room.judge("validateJoin Bob", nothing());
    room.prepare("Cyd", player -> nothing());
    match.join("Bob");
    match.join("Cyd");
    ada.shout("hi");

    match.tick();

    assertThat(match.host().closed()).isFalse();
    assertThat(room.calls()).containsExactly("onCreate", "onJoin Ada");
    assertThat(room.faults())
        .extracting(Fault::hook)
        .containsExactly("validateJoin", "beforeJoin", "validateCommand", "validateInput");
    assertThat(room.faults().get(0).cause()).hasMessage("validateJoin returned null");
  }

  private void in(int tick, Runnable script) {
    room.in("onTick " + tick, script);
  }

  private void failStateOf(Integer... ticks) {
    room.in("snapshot", () -> {
      if (List.of(ticks).contains(room.tick().number())) {
        throw new IllegalStateException("scripted");
      }
    });
  }

  /** As a game may return that is not checked for nulls. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }
}
