package dev.rondo.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Seat;
import dev.rondo.protocol.v1.Welcome;
import dev.rondo.room.LeaveReason;
import dev.rondo.test.Await;
import dev.rondo.test.ClientFrames;
import dev.rondo.test.DuelServer;
import dev.rondo.test.HttpAnswer;
import dev.rondo.test.RawClient;
import dev.rondo.test.WireFrame;
import dev.rondo.test.duel.Command;
import dev.rondo.test.duel.Quit;
import org.junit.jupiter.api.Test;

/** A lost connection is not a leave: who comes back in time is the same player on a new one. */
class ResumeIT {

  @Test
  void goesOnAsTheSamePlayerOnANewConnection() {
    try (DuelServer server = start(20);
        RawClient bob = server.door().play("Bob")) {
      RawClient lost = server.door().play("Ada");
      Welcome first = welcome(lost);
      lost.send(ClientFrames.input(1, ClientFrames.step()));
      WireFrame seen = lost.dataFrame(frame -> moves(frame, "Ada") == 1);
      lost.hangUp();
      Await.until("the drop", () -> server.log().count("onDrop") == 1);
      bob.send(ClientFrames.command(ClientFrames.shout("missed")));
      bob.dataFrame(frame -> !frame.events().isEmpty());

      try (RawClient ada = resume(server, first, tick(seen))) {
        WireFrame frame = ada.dataFrame();
        Welcome again = frame.frame().getControl().getWelcome();

        assertThat(again.getResumed()).isTrue();
        assertThat(again.getPlayer()).isEqualTo(first.getPlayer());
        assertThat(again.getResumeToken()).isNotEqualTo(first.getResumeToken());
        assertThat(frame.frame().getAckedInput()).isEqualTo(1);
        assertThat(moves(frame, "Ada")).isEqualTo(1);
        assertThat(frame.events().get(0).getShouted().getText()).isEqualTo("missed");
        Await.until("the game is told", () -> server.log().count("onResume") == 1);
        assertThat(server.log().count("onLeave")).isZero();
        assertThat(server.log().count("onJoin")).isEqualTo(2);
      }
    }
  }

  @Test
  void takesOverFromAConnectionThatIsHalfOpen() {
    try (DuelServer server = start(20);
        RawClient old = server.door().play("Ada")) {
      WireFrame welcomed = old.dataFrame();

      try (RawClient ada = resume(server, welcomed.frame().getControl().getWelcome(), 1)) {
        assertThat(ada.dataFrame().frame().getControl().getWelcome().getResumed())
            .isTrue();
        assertThat(old.ending().code()).isEqualTo(LeaveReason.REPLACED.code());
        server.awaitStats(1, 0, 1, 1);
        assertThat(server.log().count("onLeave")).isZero();
      }
    }
  }

  @Test
  void keepsTheOldTokenGoodUntilTheClientHasSpokenOnTheNewConnection() {
    try (DuelServer server = start(20)) {
      RawClient first = server.door().play("Ada");
      Welcome one = welcome(first);
      first.hangUp();
      RawClient second = resume(server, one, 1);
      second.hangUp(); // before it read its welcome, so all that it knows is the old token

      try (RawClient third = resume(server, one, 1)) {
        Welcome three = welcome(third);
        third.send(ClientFrame.newBuilder().setApplied(1));
        Await.until(
            "the old token is worth nothing",
            () -> server.door().resume(one.getResumeToken(), 1).status() == 410);

        assertThat(server.door().resume(one.getResumeToken(), 1).refused())
            .isEqualTo("410 player_gone");
        assertThat(server.door().resume(three.getResumeToken(), 1).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void leavesWhenTheGraceIsOver() {
    try (DuelServer server = start(1)) {
      RawClient ada = server.door().play("Ada");
      Welcome welcome = welcome(ada);
      assertThat(welcome.getGraceMillis()).isEqualTo(1_000);
      ada.hangUp();

      assertThat(server.log().awaitLeave("Ada")).isEqualTo(LeaveReason.LOST);
      assertThat(server.log().count("onDrop")).isEqualTo(1);
      assertThat(server.door().resume(welcome.getResumeToken(), 1).refused())
          .isEqualTo("410 player_gone");
      server.awaitEmpty();
    }
  }

  @Test
  void refusesAKickedPlayerAndTokensOfNobody() {
    try (DuelServer server = start(20);
        RawClient ada = server.door().play("Ada")) {
      Welcome welcome = welcome(ada);
      ada.send(ClientFrames.command(
          Command.newBuilder().setQuit(Quit.getDefaultInstance()).build()));
      assertThat(server.log().awaitLeave("Ada")).isEqualTo(LeaveReason.KICKED);

      assertThat(server.door().resume(welcome.getResumeToken(), 1).refused())
          .isEqualTo("410 player_gone");
      assertThat(server.door().resume("", 1).refused()).isEqualTo("410 player_gone");
      assertThat(server.door().resume("AAAAAAAAAAAAAAAAAAAAAA", 1).refused())
          .isEqualTo("410 player_gone");
    }
  }

  private static DuelServer start(int graceSeconds) {
    return DuelServer.start(limits -> limits, room -> room.graceSeconds(graceSeconds));
  }

  private static RawClient resume(DuelServer server, Welcome welcome, int applied) {
    HttpAnswer answer = server.door().resume(welcome.getResumeToken(), applied);
    Seat seat = answer.seat();
    return server.door().claim(seat);
  }

  private static Welcome welcome(RawClient client) {
    return client.dataFrame().frame().getControl().getWelcome();
  }

  private static int tick(WireFrame frame) {
    return frame.board().getClock().getTick();
  }

  private static int moves(WireFrame frame, String name) {
    return frame.board().getFightersList().stream()
        .filter(fighter -> fighter.getName().equals(name))
        .mapToInt(fighter -> fighter.getMoves())
        .findFirst()
        .orElse(-1);
  }
}
