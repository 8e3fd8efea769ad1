package dev.rondo.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.protocol.ContractList;
import dev.rondo.protocol.v1.Seat;
import dev.rondo.test.Await;
import dev.rondo.test.ClientFrames;
import dev.rondo.test.Door;
import dev.rondo.test.DuelServer;
import dev.rondo.test.HttpAnswer;
import dev.rondo.test.RawClient;
import dev.rondo.test.duel.Command;
import dev.rondo.test.duel.Duel;
import dev.rondo.test.duel.Fail;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A seat is had when there is a place, for a while, and once. */
class SeatsIT {

  @Test
  void refusesAJoinWhenNoPlaceIsLeftAndNoRoomMayBeMade() {
    try (DuelServer server =
            DuelServer.start(limits -> limits.rooms(1), room -> room.maxPlayers(1));
        RawClient ada = server.door().play("Ada")) {
      ada.dataFrame();

      HttpAnswer answer = server.door().ask(server.door().joinRequest("{}"));

      assertThat(answer.refused()).isEqualTo("503 server_full");
      assertThat(answer.refusal().getMessage()).contains("All 1 rooms").contains("(rooms)");
      assertThat(answer.refusal().getRetryAfterMillis()).isPositive();
      assertThat(answer.header("retry-after")).isEqualTo("5");
      ada.hangUp();
      server.awaitEmpty();
      assertThat(server.door().seat("Bob").getRoom()).isEqualTo("duel-2");
    }
  }

  @Test
  void listsItsContractForAClientThatHasAnother() {
    try (DuelServer server = DuelServer.start()) {
      ContractList own = ContractList.of(Duel.getDescriptor());
      String request = server.door().joinRequest("{}");

      Seat same = ask(server, request.replace("version=3", "version=3&contract=" + own.sum()));
      Seat other = ask(server, request.replace("version=3", "version=3&contract=01234567"));

      assertThat(same.getContractList()).isEmpty();
      assertThat(other.getContractList()).isEqualTo(own.lines());
    }
  }

  private static Seat ask(DuelServer server, String request) {
    return server.door().ask(request).seat();
  }

  @Test
  void takesBackASeatThatNobodyClaims() {
    try (DuelServer server = DuelServer.start(limits -> limits.seatMillis(100))) {
      Seat seat = server.door().seat("Ada");

      server.awaitEmpty();

      HttpAnswer answer = server.door().ask(server.door().upgradeRequest(seat));
      assertThat(answer.refused()).isEqualTo("410 seat_gone");
      assertThat(answer.refusal().getMessage()).contains("100 ms (seatMillis)");
      Await.until("its room is disposed of", () -> server.log().count("onDispose") == 1);
    }
  }

  @Test
  void refusesASeatThatWasUsed() {
    try (DuelServer server = DuelServer.start()) {
      Seat seat = server.door().seat("Ada");
      try (RawClient ada = server.door().claim(seat)) {

        HttpAnswer second = server.door().ask(server.door().upgradeRequest(seat));

        assertThat(second.refused()).isEqualTo("410 seat_gone");
        ada.dataFrame(frame -> frame.board().getFightersCount() == 1);
        server.awaitStats(1, 0, 1, 1);
      }
    }
  }

  @Test
  void givesASeatToOneOfManyWhoClaimItAtOnce() {
    try (DuelServer server = DuelServer.start()) {
      String request = server.door().upgradeRequest(server.door().seat("Ada"));

      List<RawClient> clients = Stream.generate(server.door()::connect).limit(8).toList();
      clients.forEach(client -> client.send(request));

      assertThat(clients)
          .extracting(client -> client.answer().status())
          .containsOnlyOnce(101)
          .filteredOn(status -> status != 101)
          .containsOnly(410);
      clients.forEach(RawClient::close);
      server.awaitEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/ws", "/ws?seat=", "/ws?seat=unknown", "/ws?seat=a&seat=b", "/ws?Seat=a"})
  void refusesAnUpgradeWithoutASeatThatIsKnown(String url) {
    try (DuelServer server = DuelServer.start()) {
      Door door = server.door();

      HttpAnswer answer =
          door.ask(door.upgradeRequest(Seat.newBuilder().setUrl(url).build()));

      assertThat(answer.refused()).isEqualTo("410 seat_gone");
      server.awaitEmpty();
    }
  }

  @Test
  void refusesASeatWhoseRoomHasEnded() {
    try (DuelServer server = DuelServer.start();
        RawClient ada = server.door().play("Ada")) {
      Seat seat = server.door().seat("Bob");
      ada.send(ClientFrames.command(
          Command.newBuilder().setFail(Fail.getDefaultInstance()).build()));
      Await.until("the room has ended", () -> server.stats().rooms() == 0);

      HttpAnswer answer = server.door().ask(server.door().upgradeRequest(seat));

      assertThat(answer.refused()).isEqualTo("410 seat_gone");
      ada.hangUp();
      server.awaitEmpty();
    }
  }
}
