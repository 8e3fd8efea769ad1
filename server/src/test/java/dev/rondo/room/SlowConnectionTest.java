package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.protocol.v1.ServerFrame;
import dev.rondo.room.Match.Client;
import dev.rondo.test.duel.Board;
import dev.rondo.test.duel.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a player whose connection does not keep up, and of the others. */
class SlowConnectionTest {
  private static final int EVENT_BYTES = 1_024;

  private final Match match =
      new Match(limits -> limits.eventBytes(EVENT_BYTES).slowMillis(1_000)).start();
  private final ScriptedRoom room = match.room();
  private final Client slow = match.join("Slow");
  private final Client fast = match.join("Fast");

  @AfterEach
  void endTheMatch() {
    match.close();
  }

  @Test
  void isSentNothingWhileItIsCongested() {
    match.tick();
    slow.connection().congested(true);

    match.ticks(5);

    assertThat(slow.connection().count()).isEqualTo(1);
    assertThat(fast.connection().count()).isEqualTo(6);
    assertThat(slow.connection().closes()).isEmpty();
  }

  @Test
  void thenGetsOneFrameWithAllThatItMissed() {
    Client gone = match.join("Gone");
    match.tick();
    slow.connection().congested(true);
    room.in("onTick 2", () -> room.shout("two"));
    room.in("onTick 3", () -> {
      room.whisper("Slow", "three");
      room.whisper("Fast", "not for you");
      room.shout("three");
    });
    match.ticks(2);
    gone.inbound().disconnected();
    match.ticks(2);
    room.in("onTick 6", () -> room.shout("now"));
    slow.inputs(1);

    slow.connection().congested(false);
    match.tick();

    ServerFrame frame = slow.connection().lastFrame();
    assertThat(slow.connection().count()).isEqualTo(2);
    assertThat(frame.getTick()).isEqualTo(6);
    assertThat(frame.getAckedInput()).isEqualTo(1);
    assertThat(frame.getRemovedList()).containsExactly(105);
    assertThat(slow.connection().lastEvents())
        .containsExactly(
            "shouted two, 4 ago", "whispered three, 3 ago", "shouted three, 3 ago", "shouted now");
    assertThat(slow.connection().lastChanges())
        .isEqualTo(Board.newBuilder().setClock(Clock.newBuilder().setTick(6)).build());
    assertThat(slow.connection().lastBoard()).isEqualTo(fast.connection().lastBoard());
  }

  @Test
  void keepsTheOrderOfMissedAndPrivateEvents() {
    match.tick();
    slow.connection().congested(true);
    room.in("onTick 2", () -> room.shout("missed"));
    match.tick();
    room.in("onTick 3", () -> {
      room.shout("one");
      room.whisper("Slow", "two");
    });

    slow.connection().congested(false);
    match.tick();

    assertThat(slow.connection().lastEvents())
        .containsExactly("shouted missed, 1 ago", "shouted one", "whispered two");
  }

  @Test
  void goesOnAsBeforeAfterwards() {
    match.tick();
    slow.connection().congested(true);
    room.in("onTick 2", () -> room.shout("missed"));
    match.ticks(2);
    slow.connection().congested(false);

    match.ticks(2);

    assertThat(slow.connection().lastFrame().hasTick()).isFalse();
    assertThat(slow.connection().lastEvents()).isEmpty();
    assertThat(slow.connection().lastFrame().getRemovedList()).isEmpty();
  }

  @Test
  void isWelcomedInItsFirstFrameHoweverLate() {
    slow.connection().congested(true);
    room.in("onTick 1", () -> room.shout("first"));
    match.ticks(4);
    slow.connection().congested(false);

    match.tick();

    ServerFrame frame = slow.connection().frame(0);
    assertThat(frame.getTick()).isEqualTo(5);
    assertThat(frame.getControl().hasWelcome()).isTrue();
    assertThat(slow.connection().events(0)).containsExactly("shouted first, 4 ago");
  }

  @Test
  void isLetGoWhenTooManyEventsWait() {
    match.tick();
    slow.connection().congested(true);
    room.in("onTick 2", () -> room.shout("x".repeat(EVENT_BYTES / 2)));
    room.in("onTick 3", () -> room.shout("y".repeat(EVENT_BYTES / 2)));

    match.tick();
    assertThat(slow.connection().closes()).isEmpty();
    match.ticks(2);

    assertThat(slow.connection().closes()).containsExactly(LeaveReason.TOO_SLOW);
    assertThat(slow.connection().closeText())
        .isEqualTo(
            "The connection is too slow: more than 1024 bytes of events wait for it (eventBytes)");
    assertThat(room.calls()).last().isEqualTo("onLeave Slow TOO_SLOW");
    assertThat(fast.connection().count()).isEqualTo(4);
    assertThat(fast.connection().closes()).isEmpty();
  }

  @Test
  void isLetGoAfterTooLongATime() {
    match.tick();
    slow.connection().congested(true);

    match.loop().advance(Duration.ofMillis(1_050));
    assertThat(slow.connection().closes()).isEmpty();
    match.ticks(2);

    assertThat(slow.connection().closes()).containsExactly(LeaveReason.TOO_SLOW);
    assertThat(slow.connection().closeText())
        .isEqualTo("The connection is too slow: nothing could be sent for 1000 ms (slowMillis)");
    assertThat(fast.connection().count()).isEqualTo(24);
  }

  @Test
  void countsTheTimeFromEachCongestionAnew() {
    match.tick();
    for (int i = 0; i < 5; i++) {
      slow.connection().congested(true);
      match.loop().advance(Duration.ofMillis(900));
      slow.connection().congested(false);
      match.tick();
    }

    assertThat(slow.connection().closes()).isEmpty();
  }
}
