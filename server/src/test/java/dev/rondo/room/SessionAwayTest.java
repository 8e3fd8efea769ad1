package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.protocol.v1.Welcome;
import dev.rondo.room.Match.Client;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a player does and is kept for while away, and what of it arrives on the next connection. */
class SessionAwayTest {
  private static final int EVENT_BYTES = 1_024;

  /** With what Rondo adds, a shout of so many letters counts as a tenth of the limit. */
  private static final String TENTH = "x".repeat(EVENT_BYTES / 10 - 8 - 4);

  private final Match match =
      new Match(options -> options, limits -> limits.eventBytes(EVENT_BYTES)).start();
  private final ScriptedRoom room = match.room();
  private final Client ada = match.join("Ada");

  @AfterEach
  void endTheMatch() {
    match.close();
  }

  @Test
  void givesNeutralInputs() {
    ada.inputs(1);
    match.ticks(2);
    ada.drop();
    room.moves().clear();

    match.ticks(2);

    assertThat(room.moves()).containsExactly(0f, 0f);
  }

  @Test
  void givesNeutralInputsOnceThoseThatWaitAreTaken() {
    ada.inputs(1, 2);
    match.tick();
    ada.drop();

    match.ticks(3);

    assertThat(room.moves()).containsExactly(0.01f, 0.02f, 0f, 0f);
  }

  @Test
  void repeatsInputsAgainOnceThePlayerIsBack() {
    match.tick();
    ada.inputs(1);
    ada.drop();
    match.tick();
    match.resume(ada, 1);
    match.tick();

    ada.inputs(2);
    match.ticks(2);

    assertThat(room.moves()).containsExactly(0f, 0.01f, 0f, 0.02f, 0.02f);
  }

  @Test
  void takesTheCommandsThatCameBeforeTheDrop() {
    match.tick();
    ada.shout("hi");
    ada.drop();

    match.tick();

    assertThat(room.calls()).endsWith("onDrop Ada", "onCommand Ada hi");
  }

  @Test
  void keepsWhatIsSaidUntilThePlayerIsBack() {
    match.tick();
    ada.drop();
    in(2, () -> room.shout("two"));
    in(4, () -> {
      room.whisper("Ada", "four");
      room.shout("and");
    });
    match.ticks(3);
    match.resume(ada, 1);
    in(5, () -> room.shout("five"));

    match.tick();

    assertThat(ada.connection().events(0))
        .containsExactly(
            "shouted two, 3 ago", "whispered four, 1 ago", "shouted and, 1 ago", "shouted five");
    assertThat(missed()).isZero();
  }

  @Test
  void saysAgainWhatWasSentAndNotApplied() {
    in(1, () -> room.shout("one"));
    in(2, () -> room.shout("two"));
    in(3, () -> room.shout("three"));
    match.ticks(3);
    ada.applied(1);
    ada.drop();
    match.tick();

    match.resume(ada, 1);
    match.tick();

    assertThat(ada.connection().events(0))
        .containsExactly("shouted two, 3 ago", "shouted three, 2 ago");
  }

  @Test
  void doesNotSayAgainWhatThePlayerHasAppliedAsTheResumeSays() {
    in(1, () -> room.shout("one"));
    in(2, () -> room.shout("two"));
    in(3, () -> room.shout("three"));
    match.ticks(3);
    ada.drop();
    match.tick();

    match.resume(ada, 2);
    match.tick();

    assertThat(ada.connection().events(0)).containsExactly("shouted three, 2 ago");
    assertThat(missed()).isZero();
  }

  @Test
  void saysAgainOverATakeoverWhatWasNotApplied() {
    in(1, () -> room.shout("one"));
    in(2, () -> room.shout("two"));
    match.ticks(2);

    match.resume(ada, 1);
    match.tick();

    assertThat(ada.connection().events(0)).containsExactly("shouted two, 1 ago");
  }

  @Test
  void doesNotBelieveATickThatWasNeverSent() {
    in(1, () -> room.shout("one"));
    match.tick();
    ada.applied(1_000);
    ada.drop();
    in(2, () -> room.shout("two"));
    match.tick();

    match.resume(ada, -1);
    match.tick();

    assertThat(ada.connection().events(0))
        .containsExactly("shouted one, 2 ago", "shouted two, 1 ago");
  }

  @Test
  void saysAgainWhatWasOnAConnectionThatBrokeBeforeItsWelcome() {
    in(1, () -> room.shout("one"));
    match.tick();
    ada.drop();
    in(2, () -> room.shout("two"));
    match.tick();

    for (int i = 0; i < 3; i++) {
      match.resume(ada, 0);
      match.tick();
      ada.drop();
    }
    match.resume(ada, 0);
    match.tick();

    assertThat(ada.connection().events(0))
        .containsExactly("shouted one, 5 ago", "shouted two, 4 ago");
  }

  @Test
  void saysRepliesAgainToo() {
    match.tick();
    ada.bet(1);
    ada.bet(2);
    in(2, () -> room.requests().get(0).fail("poor", "no gold"));
    match.tick();
    assertThat(ada.connection().lastReplies()).containsExactly("1: poor");
    ada.drop();
    in(3, () -> room.requests().get(1).fail("rich", "too much gold"));
    match.tick();

    match.resume(ada, 1);
    match.tick();

    assertThat(ada.connection().lastReplies()).containsExactly("1: poor", "2: rich");
  }

  @Test
  void keepsAllThatFits() {
    match.tick();
    ada.drop();
    in(2, () -> shoutTenths(10));
    match.tick();

    match.resume(ada, 1);
    match.tick();

    assertThat(ada.connection().events(0)).hasSize(10);
    assertThat(missed()).isZero();
  }

  @Test
  void forgetsTheOldestAndSaysHowManyWereMissed() {
    match.tick();
    ada.drop();
    in(2, () -> room.shout("oldest"));
    in(3, () -> shoutTenths(9));
    in(4, () -> {
      shoutTenths(1);
      room.shout("newest");
    });
    match.ticks(3);

    match.resume(ada, 1);
    match.tick();

    assertThat(missed()).isEqualTo(2);
    assertThat(ada.connection().events(0)).hasSize(10).last().isEqualTo("shouted newest, 1 ago");
    assertThat(ada.connection().events(0)).doesNotContain("shouted oldest, 3 ago");
  }

  @Test
  void countsAsMissedWhatWasSentAndNotAppliedAndIsForgotten() {
    match.tick();
    in(2, () -> shoutTenths(4));
    match.tick();
    ada.drop();
    in(3, () -> shoutTenths(10));
    match.tick();

    match.resume(ada, 1);
    match.tick();

    assertThat(missed()).isEqualTo(4);
    assertThat(ada.connection().events(0)).hasSize(10);
  }

  @Test
  void countsNothingAsMissedThatThePlayerHasApplied() {
    match.tick();
    in(2, () -> shoutTenths(8));
    in(3, () -> shoutTenths(8));
    match.ticks(2);
    ada.drop();
    match.tick();

    match.resume(ada, 3);
    match.tick();

    assertThat(missed()).isZero();
    assertThat(ada.connection().events(0)).isEmpty();
  }

  @Test
  void countsAsMissedWhatWasSentInABurstThatIsMoreThanIsKept() {
    match.tick();
    in(2, () -> shoutTenths(12));
    match.tick();
    assertThat(ada.connection().events(1)).hasSize(12);
    ada.drop();

    match.resume(ada, 1);
    match.tick();

    assertThat(ada.connection().events(0)).hasSize(10);
    assertThat(missed()).isEqualTo(2);
  }

  @Test
  void saysHowManyWereMissedAgainIfTheWelcomeWasLost() {
    match.tick();
    ada.drop();
    in(2, () -> shoutTenths(13));
    match.tick();
    match.resume(ada, 1);
    match.tick();
    ada.drop();

    match.resume(ada, 1);
    match.tick();

    assertThat(missed()).isEqualTo(3);
  }

  @Test
  void saysOnceHowManyWereMissed() {
    match.tick();
    ada.drop();
    in(2, () -> shoutTenths(13));
    match.tick();
    match.resume(ada, 1);
    match.tick();
    ada.applied(3);
    ada.drop();

    match.resume(ada, 3);
    match.tick();

    assertThat(missed()).isZero();
    assertThat(ada.connection().events(0)).isEmpty();
  }

  @Test
  void isNotLetGoForWhatIsSaidWhileAwayHoweverMuch() {
    match.tick();
    ada.drop();
    for (int tick = 2; tick < 40; tick++) {
      in(tick, () -> shoutTenths(10));
    }
    match.ticks(38);

    assertThat(match.resume(ada, 1)).isTrue();
    match.tick();

    assertThat(ada.connection().closes()).isEmpty();
    assertThat(missed()).isEqualTo(37 * 10);
    assertThat(ada.connection().events(0)).hasSize(10);
  }

  private void in(int tick, Runnable script) {
    room.in("onTick " + tick, script);
  }

  private void shoutTenths(int count) {
    for (int i = 0; i < count; i++) {
      room.shout(TENTH);
    }
  }

  private int missed() {
    Welcome welcome = ada.connection().welcome();
    assertThat(welcome.getResumed()).isTrue();
    return welcome.getMissed();
  }
}
