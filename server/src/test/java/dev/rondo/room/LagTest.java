package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.room.Match.Client;
import dev.rondo.test.duel.Board;
import dev.rondo.test.duel.Clock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What becomes of a player whose connection takes all frames and whose client does not apply them: what it
 * is behind in waits in no buffer on the way.
 */
class LagTest {
  private static final int LAG_BYTES = 2_000;

  private final Match match = new Match(
          options -> options.graceSeconds(0),
          limits -> limits.lagMillis(500).lagBytes(LAG_BYTES).slowMillis(2_000))
      .start();
  private final ScriptedRoom room = match.room();
  private final Client slow = match.join("Slow");
  private final Client fast = match.join("Fast");
  private int tick;

  @AfterEach
  void endTheMatch() {
    match.close();
  }

  @Test
  void isSentNothingOnceAFrameWasNotAppliedForTooLong() {
    ticks(11);
    assertThat(slow.connection().count()).isEqualTo(11);

    ticks(10);

    assertThat(slow.connection().count()).isEqualTo(11);
    assertThat(fast.connection().count()).isEqualTo(21);
    assertThat(slow.connection().closes()).isEmpty();
  }

  @Test
  void isSentNothingOnceTooManyBytesWereNotApplied() {
    ticks(1);
    in(2, () -> room.shout("x".repeat(LAG_BYTES)));

    ticks(5);

    assertThat(slow.connection().count()).isEqualTo(2);
    assertThat(fast.connection().count()).isEqualTo(6);
  }

  @Test
  void isStillHeldBackWhileItHasNotAppliedAll() {
    ticks(15);

    slow.applied(10);
    ticks(5);

    assertThat(slow.connection().count()).isEqualTo(11);
  }

  @Test
  void thenGetsOneFrameWithAllThatItMissed() {
    ticks(11);
    in(12, () -> room.shout("twelve"));
    in(13, () -> room.player("Fast").fighter().x(1));
    in(14, () -> room.player("Fast").fighter().x(2).moves(2));
    ticks(4);

    slow.applied(11);
    ticks(1);

    assertThat(slow.connection().count()).isEqualTo(12);
    assertThat(slow.connection().lastFrame().getTick()).isEqualTo(16);
    assertThat(slow.connection().lastEvents()).containsExactly("shouted twelve, 4 ago");
    Board missed = slow.connection().lastChanges();
    assertThat(missed.getClock()).isEqualTo(Clock.newBuilder().setTick(16).build());
    assertThat(missed.getFightersList()).singleElement().satisfies(fighter -> {
      assertThat(fighter.getX()).isEqualTo(2);
      assertThat(fighter.hasName()).isFalse();
    });
    assertThat(slow.connection().lastBoard()).isEqualTo(fast.connection().lastBoard());
  }

  @Test
  void isSentMoreAndMoreAtATimeAsItAppliesAll() {
    ticks(20);
    slow.applied(11);

    int[] sent = IntStream.range(0, 3).map(round -> sentUntilHeldBack()).toArray();

    assertThat(sent).containsExactly(2, 4, 8);
  }

  @Test
  void isLetGoWhenItAppliesNothingForTooLong() {
    ticks(51);
    assertThat(slow.connection().closes()).isEmpty();

    ticks(3);

    assertThat(slow.connection().closes()).containsExactly(LeaveReason.TOO_SLOW);
    assertThat(slow.connection().closeText())
        .isEqualTo("The connection is too slow: nothing could be sent for 2000 ms (slowMillis)");
    assertThat(fast.connection().closes()).isEmpty();
  }

  @Test
  void countsNothingThatWasSentOnAnotherConnection() {
    try (Match other = new Match(options -> options, limits -> limits.lagMillis(500))) {
      other.start();
      Client ada = other.join("Ada");
      other.ticks(15);
      assertThat(ada.connection().count()).isEqualTo(11);

      other.resume(ada, 0);
      other.ticks(5);

      assertThat(ada.connection().count()).isEqualTo(5);
    }
  }

  /** Applies all that was sent once nothing more comes, and returns how many frames that were. */
  private int sentUntilHeldBack() {
    int before = slow.connection().count();
    int count = before - 1;
    while (slow.connection().count() > count) {
      count = slow.connection().count();
      ticks(1);
    }
    slow.applied(slow.connection().lastBoard().getClock().getTick());
    return count - before;
  }

  /** The fast one applies each frame. */
  private void ticks(int count) {
    for (int i = 0; i < count; i++) {
      match.tick();
      fast.applied(++tick);
    }
  }

  private void in(int at, Runnable script) {
    room.in("onTick " + at, script);
  }
}
