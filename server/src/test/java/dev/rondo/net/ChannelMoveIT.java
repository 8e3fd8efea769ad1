package dev.rondo.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.protocol.v1.Seat;
import dev.rondo.test.ClientFrames;
import dev.rondo.test.Door;
import dev.rondo.test.DuelLog;
import dev.rondo.test.DuelServer;
import dev.rondo.test.RawClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A channel arrives on its room's loop, however the client's bytes fall around the move. */
class ChannelMoveIT {

  @ParameterizedTest
  @EnumSource
  void bringsAllOf200PlayersToTheThreadsOfTheirRooms(Line line) {
    try (DuelServer server = line.start()) {
      List<RawClient> players = new ArrayList<>();

      for (Seat seat : server.door().seats("Ada", 200)) {
        players.add(server.door().claim(seat));
      }

      for (RawClient player : players) {
        assertThat(player.dataFrame().frame().getControl().hasWelcome()).isTrue();
      }
      server.awaitStats(200, 0, 4, 200);
      players.forEach(RawClient::close);
      server.awaitEmpty();
      assertThat(server.log().count("onJoin")).isEqualTo(200);
      assertThat(server.log().count("onLeave")).isEqualTo(200);
      server
          .log()
          .calls()
          .collect(Collectors.groupingBy(DuelLog.Call::room))
          .forEach((room, calls) -> {
            Set<Thread> threads =
                calls.stream().map(DuelLog.Call::thread).collect(Collectors.toSet());
            assertThat(threads).as(room).hasSize(1);
            assertThat(threads.iterator().next().getName()).startsWith("rondo-rooms");
          });
    }
  }

  @ParameterizedTest
  @EnumSource
  void closesOnAFrameBehindTheRequest(Line line) {
    byte[] ordinary = ClientFrames.binary(ClientFrames.command(ClientFrames.shout("early")));
    byte[] half = {(byte) 0x82};
    byte[] onlyControlCharacters = {(byte) 0x82, (byte) 0x82, 0, 0, 0, 0, 8, 1};
    byte[] emptyPing = {(byte) 0x89, (byte) 0x80, 0, 0, 0, 0};
    byte[] lineEnd = {'\r', '\n'};
    try (DuelServer server = line.start();
        RawClient witness = server.door().play("Witness")) {
      for (byte[] early : List.of(ordinary, half, onlyControlCharacters, emptyPing, lineEnd)) {

        RawClient hasty = sendWithUpgrade(server.door(), early);

        assertThat(hasty.ended()).isTrue();
        hasty.close();
        server.awaitStats(1, 0, 1, 1);
      }
      assertThat(witness.dataFrame().events()).isEmpty();
      assertThat(server.log().calls().map(DuelLog.Call::player)).doesNotContain("Hasty");
    }
  }

  @ParameterizedTest
  @EnumSource
  void closesOnASecondRequestBehindTheRequest(Line line) {
    try (DuelServer server = line.start();
        RawClient witness = server.door().play("Witness")) {
      Seat other = server.door().seat("Other");
      byte[] second = server.door().upgradeRequest(other).getBytes(StandardCharsets.UTF_8);

      try (RawClient hasty = sendWithUpgrade(server.door(), second)) {

        assertThat(hasty.ended()).isTrue();
        server.awaitStats(1, 1, 1, 1);
        assertThat(witness.dataFrame().board().getFightersCount()).isEqualTo(1);
      }
    }
  }

  /** Under TLS, where each part is a record of its own, a few places do. */
  @ParameterizedTest
  @EnumSource
  void takesARequestThatIsCutAnywhere(Line line) {
    try (DuelServer server = line.start()) {
      int step = line.tls() ? 16 : 1;
      int length = server.door().upgradeRequest(server.door().seat("Ada")).length();
      List<Seat> seats = server.door().seats("Ada", length);
      for (int cut = 1; cut < length; cut += step) {
        String request = server.door().upgradeRequest(seats.get(cut));

        try (RawClient client = server.door().connect()) {
          client.send(request.substring(0, cut)).send(request.substring(cut));

          assertThat(client.answer().status()).as("cut at %s", cut).isEqualTo(101);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesARequestThatComesByteByByte(Line line) {
    try (DuelServer server = line.start();
        RawClient client = server.door().connect()) {
      String request = server.door().upgradeRequest(server.door().seat("Ada"));

      for (byte next : request.getBytes(StandardCharsets.UTF_8)) {
        client.send(new byte[] {next});
      }

      assertThat(client.answer().status()).isEqualTo(101);
      assertThat(client.dataFrame().board().getFighters(0).getName()).isEqualTo("Ada");
    }
  }

  private static RawClient sendWithUpgrade(Door door, byte[] early) {
    String upgrade = door.upgradeRequest(door.seat("Hasty"));
    return door.connect().send(ClientFrames.join(upgrade.getBytes(StandardCharsets.UTF_8), early));
  }
}
