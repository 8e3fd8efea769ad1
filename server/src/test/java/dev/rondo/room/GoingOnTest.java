package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.room.Match.Client;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What clients get and the log says while a room goes on whose code throws again and again. */
class GoingOnTest {
  private final CapturedLog log = new CapturedLog();
  private final Match match = new Match(options -> options, limits -> limits).start();
  private final ScriptedRoom room = match.room();
  private final Client ada = match.join("Ada");

  @AfterEach
  void endTheMatch() {
    match.close();
    log.close();
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

  /** As a game may return that is not checked for nulls. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }
}
