package dev.rondo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.test.DuelLog;
import dev.rondo.test.DuelRoom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server is described by, and where it says that it is. */
class GameServerIT {

  @Test
  void refusesTwoRoomTypesOfOneName() {
    GameServer.Builder builder =
        GameServer.builder().room("duel", () -> new DuelRoom(new DuelLog()), options -> options);

    assertThatThrownBy(
            () -> builder.room("duel", () -> new DuelRoom(new DuelLog()), options -> options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("room: \"duel\" (expected: each name once)");
  }

  @ParameterizedTest
  @CsvSource({"localhost, localhost", "127.0.0.1, 127.0.0.1", "0.0.0.0, localhost"})
  void saysWhereABrowserFindsIt(String host, String name) {
    try (GameServer server = GameServer.builder().host(host).port(0).start()) {
      assertThat(server.url()).isEqualTo("http://" + name + ":" + server.port());
    }
  }

  @Test
  void refusesAttachmentsThatAreLongerThanWhatMayWait() {
    GameServer.Builder builder = GameServer.builder()
        .port(0)
        .limits(limits -> limits.attachmentQueueBytes(1_024))
        .room("duel", () -> new DuelRoom(new DuelLog()), options -> options.attachmentBytes(1_025));

    assertThatThrownBy(builder::start)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("attachmentBytes of room type duel: 1025 (expected: at most"
            + " attachmentQueueBytes, 1024)");
  }
}
