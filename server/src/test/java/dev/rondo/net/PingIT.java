package dev.rondo.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.room.LeaveReason;
import dev.rondo.test.ClientFrames;
import dev.rondo.test.DuelServer;
import dev.rondo.test.Ending;
import dev.rondo.test.RawClient;
import dev.rondo.test.WireFrame;
import org.junit.jupiter.api.Test;

/** Whether a client is still there is found out by pings: here every 100 ms, of which two may be missed. */
class PingIT {

  @Test
  void letsAPlayerGoWhoDoesNotAnswer() {
    try (DuelServer server = start();
        RawClient silent = server.door().play("Silent")) {

      Ending ending = silent.ending();

      assertThat(ending.code()).isEqualTo(4003);
      assertThat(ending.goodbye().getComeBack()).isTrue();
      assertThat(ending.frames())
          .filteredOn(frame -> frame.opcode() == WireFrame.PING)
          .hasSize(2);
      assertThat(server.log().awaitLeave("Silent")).isEqualTo(LeaveReason.SILENT);
      server.awaitEmpty();
    }
  }

  @Test
  void closesTheConnectionOfAPlayerWhoIsGoneWithoutAWord() {
    try (DuelServer server = start();
        RawClient gone = server.door().play("Gone")) {

      server.awaitEmpty();

      gone.awaitEnd();
    }
  }

  @Test
  void keepsAPlayerWhoAnswers() {
    try (DuelServer server = start();
        RawClient ada = server.door().play("Ada")) {

      for (int i = 0; i < 6; i++) {
        WireFrame ping = ada.frame(frame -> frame.opcode() == WireFrame.PING);
        ada.send(ClientFrames.frame(0x80 | WireFrame.PONG, ping.payload().toByteArray()));
      }

      assertThat(ada.dataFrame().board().getFightersCount()).isEqualTo(1);
    }
  }

  private static DuelServer start() {
    return DuelServer.start(limits -> limits.pingMillis(100).missedPings(2));
  }
}
