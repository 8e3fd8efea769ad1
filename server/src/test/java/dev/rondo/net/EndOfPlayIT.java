package dev.rondo.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.protocol.v1.Goodbye;
import dev.rondo.room.LeaveReason;
import dev.rondo.test.ClientFrames;
import dev.rondo.test.DuelRoom;
import dev.rondo.test.DuelServer;
import dev.rondo.test.Ending;
import dev.rondo.test.RawClient;
import dev.rondo.test.WireFrame;
import dev.rondo.test.duel.Command;
import dev.rondo.test.duel.Fail;
import dev.rondo.test.duel.Quit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a player's part ends, whoever ends it. */
class EndOfPlayIT {
  private static final Command FAIL =
      Command.newBuilder().setFail(Fail.getDefaultInstance()).build();
  private static final Command QUIT =
      Command.newBuilder().setQuit(Quit.getDefaultInstance()).build();

  @Test
  void endsARoomWhoseCodeThrowsWith1011AndNoOther() {
    try (DuelServer server = DuelServer.start(limits -> limits, room -> room.maxPlayers(1));
        RawClient ada = server.door().play("Ada");
        RawClient bob = server.door().play("Bob")) {
      bob.dataFrame();

      ada.send(ClientFrames.command(FAIL));

      Ending ending = ada.ending();
      assertThat(ending.code()).isEqualTo(1011);
      assertThat(ending.goodbye().getComeBack()).isTrue();
      assertThat(ending.goodbye().getRetryAfterMillis()).isPositive();
      assertThat(server.log().awaitLeave("Ada")).isEqualTo(LeaveReason.ROOM_FAILED);
      server.awaitStats(1, 0, 1, 1);
      int tick = bob.dataFrame().board().getClock().getTick();
      assertThat(bob.dataFrame().board().getClock().getTick()).isEqualTo(tick + 1);
    }
  }

  @Test
  void givesTheBeginningOfALongReasonInTheCloseAndAllOfItInTheGoodbye() {
    try (DuelServer server = DuelServer.start();
        RawClient ada = server.door().play("Ada")) {

      ada.send(ClientFrames.command(QUIT));

      Ending ending = ada.ending();
      assertThat(ending.code()).isEqualTo(4000);
      assertThat(ending.goodbye().getReason()).isEqualTo(DuelRoom.KICK_REASON);
      assertThat(ending.goodbye().getComeBack()).isFalse();
      assertThat(ending.last().payload().size()).isBetween(122, 125);
      assertThat(server.log().awaitLeave("Ada")).isEqualTo(LeaveReason.KICKED);
      server.awaitEmpty();
    }
  }

  @Test
  void tellsEverybodyToComeBackWhenTheServerStops() {
    DuelServer server = DuelServer.start();
    try (RawClient ada = server.door().play("Ada");
        RawClient bob = server.door().play("Bob")) {
      ada.dataFrame();
      bob.dataFrame();

      server.close();

      for (RawClient player : new RawClient[] {ada, bob}) {
        Ending ending = player.ending();
        Goodbye goodbye = ending.goodbye();
        assertThat(ending.code()).isEqualTo(1001);
        assertThat(goodbye.getComeBack()).isTrue();
        assertThat(goodbye.getRetryAfterMillis()).isPositive();
      }
      assertThat(server.log().awaitLeave("Ada")).isEqualTo(LeaveReason.STOPPING);
      assertThat(server.log().count("onDispose")).isEqualTo(1);
    }
  }

  @Test
  void cutsOffAPlayerWhoNeverAnswersTheClose() {
    try (DuelServer server = DuelServer.start();
        RawClient ada = server.door().play("Ada")) {

      ada.send(ClientFrames.command(QUIT));

      ada.awaitEnd();
      server.awaitEmpty();
    }
  }

  @Test
  void cutsOffAPlayerWhoClosesAndReadsNothing() {
    try (DuelServer server = DuelServer.start(limits -> limits, room -> room, 60_000, all -> all);
        RawClient witness = server.door().play("Witness");
        RawClient deaf = server.door().play("Deaf", socket -> socket.setReceiveBufferSize(4_096))) {
      witness.dataFrame(frame -> frame.board().getFightersCount() == 2);
      for (int i = 0; i < 50; i++) {
        witness.dataFrame(); // and 6 MB are on their way to the deaf one, more than sockets hold
      }

      deaf.send(ClientFrames.close(1000));

      assertThat(server.log().awaitLeave("Deaf")).isEqualTo(LeaveReason.LOST);
      server.awaitStats(1, 0, 1, 1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999})
  void answersAValidCloseWithItsCodeOnce(int code) {
    try (DuelServer server = DuelServer.start();
        RawClient ada = server.door().play("Ada")) {

      ada.send(ClientFrames.close(code));

      Ending ending = ada.ending();
      assertThat(ending.last().closeCode()).isEqualTo(code);
      assertThat(ending.frames()).noneMatch(WireFrame::saysGoodbye);
      server.awaitEmpty();
    }
  }

  @Test
  void readsNothingBehindALeave() {
    try (DuelServer server = DuelServer.start();
        RawClient witness = server.door().play("Witness");
        RawClient ada = server.door().play("Ada")) {
      witness.dataFrame(frame -> frame.board().getFightersCount() == 2);

      ada.send(ClientFrames.join(
          ClientFrames.binary(ClientFrames.leave()),
          ClientFrames.binary(ClientFrames.command(ClientFrames.shout("behind"))),
          ClientFrames.binary(ClientFrames.command(FAIL))));

      assertThat(ada.ending().code()).isEqualTo(1000);
      WireFrame without = witness.dataFrame(frame -> frame.board().getFightersCount() == 1);
      assertThat(without.events()).isEmpty();
      assertThat(witness.dataFrame().events()).isEmpty();
    }
  }
}
