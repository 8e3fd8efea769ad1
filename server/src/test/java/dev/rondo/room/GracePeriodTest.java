package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.room.Match.Client;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the stay of a player ends who is away, or has just come back. */
class GracePeriodTest {
  private static final int GRACE_SECONDS = 2;
  private static final int GRACE_TICKS = 20 * GRACE_SECONDS;

  private final Match match =
      new Match(options -> options.graceSeconds(GRACE_SECONDS), limits -> limits).start();
  private final Client ada = match.join("Ada");

  /** Joined at tick 1, and nothing of that is noted. */
  @BeforeEach
  void letAdaIn() {
    match.tick();
    match.room().allCalls().clear();
  }

  @AfterEach
  void endTheMatch() {
    match.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"LOST", "SILENT", "TOO_SLOW"})
  void givesThePlayerUpAfterTheGracePeriodWithTheReasonOfTheDrop(LeaveReason reason) {
    ada.inbound().refuse(reason, "gone");

    match.ticks(GRACE_TICKS - 1);
    assertThat(match.room().calls()).containsExactly("onDrop Ada");
    match.tick();

    assertThat(match.room().calls()).containsExactly("onDrop Ada", "onLeave Ada " + reason);
    assertThat(match.room().players()).isEmpty();
    assertThat(ada.connection().closes()).containsExactly(reason);
    assertThat(ada.stay().timesEnded()).isEqualTo(1);
    assertThat(match.resume(ada, 1)).isFalse();
  }

  @Test
  void countsTheGracePeriodFromTheLastDrop() {
    ada.drop();
    match.ticks(GRACE_TICKS - 1);
    match.resume(ada, 1);
    match.tick();
    ada.drop();

    match.ticks(GRACE_TICKS - 1);
    assertThat(match.room().calls()).doesNotContain("onLeave Ada LOST");
    match.tick();

    assertThat(match.room().calls())
        .containsExactly("onDrop Ada", "onResume Ada", "onDrop Ada", "onLeave Ada LOST");
  }

  @Test
  void forgetsTheGracePeriodOnceThePlayerIsBack() {
    ada.drop();
    match.tick();
    match.resume(ada, 1);

    match.ticks(3 * GRACE_TICKS);

    assertThat(match.room().calls()).containsExactly("onDrop Ada", "onResume Ada");
  }

  @Test
  void putsOutAPlayerWhoIsAway() {
    ada.drop();
    match.tick();
    onNextTick(() -> match.room().kick("Ada"));

    match.tick();

    assertThat(match.room().calls()).containsExactly("onDrop Ada", "onLeave Ada KICKED");
    assertThat(ada.connection().closes()).containsExactly(LeaveReason.LOST);
    assertThat(ada.stay().timesEnded()).isEqualTo(1);
    assertThat(match.resume(ada, 1)).isFalse();
  }

  @Test
  void putsOutAPlayerInOnDropWhoIsBackAlready() {
    match.room().in("onDrop Ada", () -> match.room().kick("Ada"));

    ada.drop();
    match.resume(ada, 1);
    match.tick();

    assertThat(match.room().calls())
        .containsExactly("onDrop Ada", "onResume Ada", "onLeave Ada KICKED");
    assertThat(ada.connection().closes()).containsExactly(LeaveReason.KICKED);
    assertThat(ada.connection().count()).isZero();
  }

  @Test
  void leavesWithTheRoomWhileAway() {
    ada.drop();
    match.tick();
    onNextTick(() -> match.room().end());

    match.tick();

    assertThat(match.room().calls())
        .containsExactly("onDrop Ada", "onLeave Ada ROOM_CLOSED", "onDispose");
    assertThat(ada.stay().timesEnded()).isEqualTo(1);
    assertThat(match.resume(ada, 1)).isFalse();
  }

  @Test
  void leavesWithTheServerAlsoIfTheDropWasNotToldYet() {
    ada.drop();

    match.stop();

    assertThat(match.room().calls())
        .containsExactly("onDrop Ada", "onLeave Ada STOPPING", "onDispose");
    assertThat(ada.stay().timesEnded()).isEqualTo(1);
  }

  @Test
  void leavesWithTheRoomThatFailsWhileAway() {
    ada.drop();
    match.tick();
    match.room().failIn("onTick 3");

    match.tick();

    assertThat(match.room().calls())
        .containsExactly("onDrop Ada", "onLeave Ada ROOM_FAILED", "onDispose");
    assertThat(ada.stay().timesEnded()).isEqualTo(1);
  }

  @Test
  void leavesInTheTickInWhichItComesBack() {
    ada.drop();
    match.tick();

    match.resume(ada, 1);
    ada.leave();
    match.ticks(2);

    assertThat(match.room().calls())
        .containsExactly("onDrop Ada", "onResume Ada", "onLeave Ada LEFT");
    assertThat(ada.connection().count()).isZero();
  }

  @Test
  void doesNotComeBackOnceItHasLeftWithinTheSameTick() {

    ada.leave();
    boolean resumed = match.resume(ada, 1);
    match.tick();

    assertThat(resumed).isFalse();
    assertThat(match.room().calls()).containsExactly("onLeave Ada LEFT");
  }

  @Test
  void takesThePlayerBackRightBeforeTheTimeIsOver() {
    ada.drop();
    match.ticks(GRACE_TICKS - 1);

    match.resume(ada, 1);
    match.ticks(2);

    assertThat(match.room().calls()).containsExactly("onDrop Ada", "onResume Ada");
  }

  private void onNextTick(Runnable script) {
    match.room().in("onTick " + (match.room().tick().number() + 1), script);
  }
}
