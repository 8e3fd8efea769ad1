package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Failure;
import dev.rondo.room.Match.Client;
import dev.rondo.test.duel.Odds;
import dev.rondo.test.duel.Reply;
import dev.rondo.test.duel.Whispered;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commands that ask, and what they are answered. */
class RequestTest {
  private static final int REPLY_MILLIS = 500;
  private static final int REPLY_TICKS = 10;

  private final Match match =
      new Match(options -> options, limits -> limits.requestQueue(3).replyMillis(REPLY_MILLIS));
  private final ScriptedRoom room = match.room();
  private final Client ada = match.start().join("Ada");

  @AfterEach
  void endTheMatch() {
    match.close();
  }

  @Test
  void answersInTheFrameOfTheTick() {
    in("onRequest Ada bet 5", () -> room.lastRequest().reply(odds(10)));

    ada.shout("first");
    ada.bet(5);
    match.ticks(2);

    assertThat(room.calls())
        .containsExactly("onCreate", "onJoin Ada", "onCommand Ada first", "onRequest Ada bet 5");
    assertThat(ada.connection().replies(0)).containsExactly("2: odds 10");
    assertThat(ada.connection().frame(0).getControl().getAckedCommand()).isEqualTo(2);
    assertThat(ada.connection().replies(1)).isEmpty();
    assertThat(room.lastRequest().open()).isFalse();
  }

  @Test
  void answersLaterFromWhereverTheRoomLikes() {
    in("onRequest Ada bet 5", () -> {
      Request<Message> request = room.lastRequest();
      room.clock().afterTicks(3, () -> request.reply(odds(10)));
    });

    ada.bet(5);
    match.ticks(5);

    assertThat(ada.connection().replies(2)).isEmpty();
    assertThat(ada.connection().replies(3)).containsExactly("1: odds 10");
  }

  @Test
  void answersInTheOrderOfTheAnswers() {
    in("onRequest Ada bet 2", () -> {
      room.requests().get(1).reply(odds(2));
      room.requests().get(0).fail("too_late", "No bets anymore");
    });

    ada.bet(1);
    ada.bet(2);
    match.tick();

    assertThat(ada.connection().lastReplies()).containsExactly("2: odds 2", "1: too_late");
    assertThat(failure().getMessage()).isEqualTo("No bets anymore");
  }

  @Test
  void answersOnlyWhoHasAsked() {
    Client bob = match.join("Bob");
    in("onRequest Ada bet 5", () -> room.lastRequest().reply(odds(10)));

    ada.bet(5);
    match.tick();

    assertThat(ada.connection().lastReplies()).hasSize(1);
    assertThat(bob.connection().lastReplies()).isEmpty();
  }

  @Test
  void countsTheFirstAnswerAlone() {
    in("onRequest Ada bet 5", () -> {
      room.lastRequest().reply(odds(10));
      room.lastRequest().reply(odds(11));
      room.lastRequest().fail("no", "No");
    });

    ada.bet(5);
    match.tick();
    in("onTick 2", () -> room.lastRequest().reply(odds(12)));
    match.tick();

    assertThat(ada.connection().replies(0)).containsExactly("1: odds 10");
    assertThat(ada.connection().replies(1)).isEmpty();
  }

  @Test
  void takesTheSameCommandForOneThatDoesNotAsk() {
    ada.send(
        ClientFrame.newBuilder().addCommands(Match.command(Match.betting(5))).build());

    match.tick();

    assertThat(room.calls()).endsWith("onCommand Ada bet 5");
    assertThat(room.requests()).isEmpty();
  }

  @Test
  void failsWithTimeoutWhenTheRoomDoesNotAnswer() {
    ada.bet(5);

    match.ticks(REPLY_TICKS);
    assertThat(ada.connection().lastReplies()).isEmpty();
    assertThat(room.lastRequest().open()).isTrue();
    match.tick();

    assertThat(ada.connection().lastReplies()).containsExactly("1: timeout");
    assertThat(failure().getMessage())
        .isEqualTo("The room did not answer within 500 ms (replyMillis)");
    assertThat(room.lastRequest().open()).isFalse();
  }

  @Test
  void answersNothingAfterTheTimeout() {
    ada.bet(5);
    match.ticks(REPLY_TICKS + 1);
    in("onTick 12", () -> room.lastRequest().reply(odds(1)));

    match.ticks(2);

    assertThat(ada.connection().replies(11)).isEmpty();
    assertThat(ada.connection().replies(12)).isEmpty();
  }

  @Test
  void forgetsTheTimeoutOfWhatWasAnswered() {
    in("onRequest Ada bet 5", () -> room.lastRequest().reply(odds(10)));
    ada.bet(5);

    match.ticks(3 * REPLY_TICKS);

    for (int frame = 1; frame < ada.connection().count(); frame++) {
      assertThat(ada.connection().replies(frame)).isEmpty();
    }
  }

  @Test
  void failsWithInvalidWhenTheRoomIgnoresTheCommand() {
    room.judge("validateCommand Ada bet 5", Verdict.ignore("The wheel turns"));

    ada.bet(5);
    match.tick();

    assertThat(room.requests()).isEmpty();
    assertThat(ada.connection().lastReplies()).containsExactly("1: invalid");
    assertThat(failure().getMessage()).isEqualTo("The wheel turns");
    assertThat(ada.connection().closes()).isEmpty();
  }

  @Test
  void letsThePlayerGoWhenTheRoomRefusesTheCommand() {
    room.judge("validateCommand Ada bet 5", Verdict.refuse("A forged coin"));

    ada.bet(5);
    match.ticks(REPLY_TICKS + 2);

    assertThat(ada.connection().closes()).containsExactly(LeaveReason.RULE_BROKEN);
    assertThat(ada.connection().closeText()).isEqualTo("A forged coin");
  }

  @Test
  void failsWithFailedWhenTheRoomThrowsAndGoesOn() {
    room.goOn();
    room.failIn("onRequest Ada bet 5");
    room.failIn("validateCommand Ada bet 6");

    ada.bet(5);
    ada.bet(6);
    match.tick();

    assertThat(ada.connection().lastReplies()).containsExactly("1: failed", "2: failed");
    assertThat(failure().getMessage()).isEqualTo("The room's code threw");
  }

  @Test
  void keepsTheAnswerThatWasGivenBeforeTheRoomThrew() {
    room.goOn();
    in("onRequest Ada bet 5", () -> {
      room.lastRequest().reply(odds(10));
      throw new IllegalStateException("scripted");
    });

    ada.bet(5);
    match.tick();

    assertThat(ada.connection().lastReplies()).containsExactly("1: odds 10");
  }

  @Test
  void refusesACommandThatIsNeverAnswered() {
    ada.send(ClientFrame.newBuilder()
        .addCommands(Match.command(Match.shouting("hi")).toBuilder().setAsks(true))
        .build());

    assertThat(ada.connection().closes()).containsExactly(LeaveReason.RULE_BROKEN);
    assertThat(ada.connection().closeText())
        .isEqualTo("A command asked that is never answered: shout");
  }

  @Test
  void refusesAnAnswerOfAnotherCase() {
    ada.bet(5);
    match.tick();
    Request<Message> request = room.lastRequest();

    assertThatThrownBy(() -> request.reply(
            Reply.newBuilder().setWhisper(Whispered.getDefaultInstance()).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "reply of contract duel.Duel: case \"whisper\" (expected: \"bet\", as the command)");
    assertThatThrownBy(() -> request.reply(Reply.getDefaultInstance()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("case \"\" (expected: \"bet\"");
    assertThatThrownBy(() -> request.reply(Odds.getDefaultInstance()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("reply of contract duel.Duel: a duel.Odds (expected: duel.Reply)");
    assertThat(request.open()).isTrue();
  }

  @Test
  void letsGoOfAPlayerWhoAsksMoreThanMayWait() {
    for (int i = 1; i <= 4; i++) {
      ada.bet(i);
    }

    match.tick();

    assertThat(room.requests()).hasSize(3);
    assertThat(ada.connection().closes()).containsExactly(LeaveReason.RULE_BROKEN);
    assertThat(ada.connection().closeText())
        .isEqualTo("More than 3 commands wait for their reply; ask less, or raise requestQueue");
  }

  @Test
  void countsOnlyThoseThatWait() {
    in("onRequest Ada bet 1", () -> room.lastRequest().reply(odds(1)));
    in("onRequest Ada bet 2", () -> room.lastRequest().fail("no", "No"));
    room.judge("validateCommand Ada bet 3", Verdict.ignore("no"));
    for (int i = 1; i <= 6; i++) {
      ada.bet(i);
    }
    match.tick();
    assertThat(ada.connection().closes()).isEmpty();

    match.ticks(REPLY_TICKS);
    ada.bet(7);
    ada.bet(8);
    ada.bet(9);
    match.tick();

    assertThat(ada.connection().closes()).isEmpty();
    assertThat(room.requests()).hasSize(8);
  }

  @Test
  void answersAPlayerWhoIsAwayOnceBack() {
    ada.bet(5);
    match.tick();
    ada.drop();
    in("onTick 2", () -> room.lastRequest().reply(odds(10)));
    match.tick();

    match.resume(ada, 1);
    match.tick();

    assertThat(ada.connection().lastReplies()).containsExactly("1: odds 10");
  }

  @Test
  void answersNobodyWhoIsGone() {
    ada.bet(5);
    match.tick();
    ada.leave();
    in("onTick 2", () -> room.lastRequest().reply(odds(10)));
    match.tick();

    assertThat(room.lastRequest().open()).isFalse();
    assertThat(ada.connection().count()).isEqualTo(1);
    match.loop().advance(Duration.ofMillis(2 * REPLY_MILLIS));
    assertThat(match.host().closed()).isFalse();
  }

  @Test
  void isNotOpenOnceThePlayerIsGoneAlsoIfNobodyAnswered() {
    ada.bet(5);
    match.tick();
    assertThat(room.lastRequest().open()).isTrue();

    ada.leave();

    assertThat(room.lastRequest().open()).isFalse();
  }

  private void in(String call, Runnable script) {
    room.in(call, script);
  }

  private Failure failure() {
    return ada.connection().lastFrame().getControl().getRepliesList().stream()
        .filter(dev.rondo.protocol.v1.Reply::hasFailure)
        .map(dev.rondo.protocol.v1.Reply::getFailure)
        .findFirst()
        .orElseThrow();
  }

  private static Reply odds(int gold) {
    return Reply.newBuilder().setBet(Odds.newBuilder().setGold(gold)).build();
  }
}
