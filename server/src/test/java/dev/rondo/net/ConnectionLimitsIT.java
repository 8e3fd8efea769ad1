package dev.rondo.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.test.Door;
import dev.rondo.test.DuelServer;
import dev.rondo.test.HttpAnswer;
import dev.rondo.test.RawClient;
import dev.rondo.test.Tls;
import io.netty.handler.ssl.SslProvider;
import org.junit.jupiter.api.Test;

/** How many may connect, and how long they may take to say what they want. */
class ConnectionLimitsIT {
  private static final String JOIN =
      "POST /join/duel HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";

  @Test
  void refusesAConnectionTooManyNamingTheOption() {
    try (DuelServer server = DuelServer.start(limits -> limits.connections(2));
        RawClient first = server.door().connect();
        RawClient second = server.door().connect()) {
      server.awaitStats(2, 0, 0, 0);

      try (RawClient third = server.door().connect()) {
        HttpAnswer answer = third.answer();

        assertThat(answer.refused()).isEqualTo("503 too_many_connections");
        assertThat(answer.refusal().getMessage())
            .contains("2 connections")
            .contains("(connections)");
        assertThat(answer.refusal().getRetryAfterMillis()).isPositive();
        assertThat(answer.header("connection")).isEqualTo("close");
        assertThat(third.ended()).isTrue();
      }
      first.hangUp();
      server.awaitStats(1, 0, 0, 0);
      assertThat(server.door().seat("Ada").getToken()).hasSize(22);
      second.hangUp();
    }
  }

  @Test
  void refusesAConnectionTooManyOfOneAddressNamingTheOption() {
    try (DuelServer server = DuelServer.start(limits -> limits.connectionsPerAddress(1));
        RawClient first = server.door().connect()) {
      server.awaitStats(1, 0, 0, 0);

      try (RawClient second = server.door().connect()) {
        HttpAnswer answer = second.answer();

        assertThat(answer.refused()).isEqualTo("429 too_many_connections");
        assertThat(answer.refusal().getMessage()).contains("(connectionsPerAddress)");
        assertThat(second.ended()).isTrue();
      }
      first.hangUp();
      server.awaitEmpty();
      server.door().connect().close();
    }
  }

  @Test
  void countsSeatsWithTheConnectionsOfTheirAddress() {
    try (DuelServer server =
            DuelServer.start(limits -> limits.connectionsPerAddress(3).seatMillis(200));
        RawClient client = server.door().connect()) {
      String join = server.door().joinRequest("{}");

      client.send(join).answer().seat();
      client.send(join).answer().seat();
      HttpAnswer third = client.send(join).answer();

      assertThat(third.refused()).isEqualTo("429 too_many_connections");
      assertThat(third.refusal().getRetryAfterMillis()).isPositive();
      server.awaitStats(1, 0, 0, 0);
      client.send(join).answer().seat();
    }
  }

  @Test
  void closesAConnectionThatSaysNothing() {
    try (DuelServer server = DuelServer.start(limits -> limits.handshakeMillis(200));
        RawClient silent = server.door().connect()) {

      assertThat(silent.ended()).isTrue();

      server.awaitEmpty();
    }
  }

  @Test
  void closesAConnectionThatDoesNotFinishItsRequestHoweverBusyItIs() {
    try (DuelServer server = DuelServer.start(limits -> limits.handshakeMillis(300));
        RawClient loris = server.door().connect()) {

      loris.sendUntilRefused(new byte[] {'G'});

      server.awaitEmpty();
    }
  }

  @Test
  void closesAConnectionThatDoesNotFinishItsBody() {
    try (DuelServer server = DuelServer.start(limits -> limits.handshakeMillis(300));
        RawClient loris = server.door().connect()) {
      loris.send(JOIN + "Content-Length: 10000\r\n\r\n");

      loris.sendUntilRefused(new byte[] {' '});

      server.awaitEmpty();
    }
  }

  @Test
  void closesAKeptConnectionThatAsksNothingMore() {
    try (DuelServer server = DuelServer.start(limits -> limits.handshakeMillis(300));
        RawClient client = server.door().connect()) {
      client.send(server.door().joinRequest("{}")).answer().seat();

      assertThat(client.ended()).isTrue();
    }
  }

  @Test
  void countsTheTimeForTlsToo() {
    try (DuelServer server = DuelServer.start(
            limits -> limits.handshakeMillis(300),
            room -> room,
            0,
            options -> options.tls(Tls.server(SslProvider.JDK)));
        RawClient silent = Door.plain(server.door().port()).connect()) {

      assertThat(silent.ended()).isTrue();

      server.awaitEmpty();
    }
  }

  @Test
  void lastsBeyondTheDeadlineOnceTheWebSocketIsOpen() {
    try (DuelServer server = DuelServer.start(limits -> limits.handshakeMillis(100));
        RawClient ada = server.door().play("Ada")) {

      for (int i = 0; i < DuelServer.TICK_RATE / 2; i++) {
        ada.dataFrame();
      }

      assertThat(server.stats().players()).isEqualTo(1);
    }
  }
}
