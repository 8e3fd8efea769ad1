package dev.rondo.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.rondo.protocol.v1.Seat;
import dev.rondo.test.DuelServer;
import dev.rondo.test.HttpAnswer;
import dev.rondo.test.RawClient;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The WebSocket handshake: one way is right, each other is refused with its reason. */
class UpgradeIT {
  private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  private static final String PROTOCOL = "Sec-WebSocket-Protocol: rondo.v1\r\n";

  @Test
  void answersWithTheKeyOfTheRfcsOwnExample() {
    try (DuelServer server = DuelServer.start();
        RawClient client = server.door().connect()) {

      HttpAnswer answer =
          client.send(server.door().upgradeRequest(server.door().seat("Ada"))).answer();

      assertThat(answer.status()).isEqualTo(101);
      assertThat(answer.header("sec-websocket-accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
      assertThat(answer.header("sec-websocket-protocol")).isEqualTo("rondo.v1");
      assertThat(answer.header("sec-websocket-extensions")).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource
  void takesAnUpgradeThatIsUnusualButRight(UnaryOperator<String> change) {
    try (DuelServer server = DuelServer.start();
        RawClient client = server.door().connect()) {
      String request = server.door().upgradeRequest(server.door().seat("Ada"));

      assertThat(client.send(change.apply(request)).answer().status()).isEqualTo(101);
      assertThat(client.dataFrame().frame().getControl().hasWelcome()).isTrue();
    }
  }

  static Stream<Arguments> takesAnUpgradeThatIsUnusualButRight() {
    return Stream.of(
        change("among other subprotocols", "rondo.v1", "chat, rondo.v1"),
        change(
            "on two lines of subprotocols",
            PROTOCOL,
            "Sec-WebSocket-Protocol: chat\r\n" + PROTOCOL),
        change(
            "among other connection options",
            "Connection: Upgrade",
            "Connection: keep-alive, Upgrade"),
        change("in other letters", "Upgrade: websocket", "upgrade: WebSocket"),
        change(
            "offering extensions",
            PROTOCOL,
            PROTOCOL + "Sec-WebSocket-Extensions: permessage-deflate\r\n"));
  }

  @ParameterizedTest
  @MethodSource
  void refusesAnUpgradeAndKeepsItsSeat(UnaryOperator<String> change, String refused) {
    try (DuelServer server = DuelServer.start()) {
      Seat seat = server.door().seat("Ada");
      String request = server.door().upgradeRequest(seat);

      HttpAnswer answer = server.door().ask(change.apply(request));

      assertThat(answer.refused()).isEqualTo(refused);
      assertThat(answer.refusal().getMessage()).isNotBlank();
      assertThat(answer.header("content-type")).isEqualTo("application/json");
      server.awaitStats(0, 1, 1, 0);
      server.door().claim(seat).hangUp();
      server.awaitEmpty();
    }
  }

  static Stream<Arguments> refusesAnUpgradeAndKeepsItsSeat() {
    return Stream.of(
        change("no subprotocol", PROTOCOL, "", "400 subprotocol_missing"),
        change("another subprotocol", "rondo.v1", "rondo.v2", "400 subprotocol_missing"),
        change("the subprotocol in capitals", "rondo.v1", "RONDO.V1", "400 subprotocol_missing"),
        change("HTTP/1.0", "HTTP/1.1", "HTTP/1.0", "400 bad_request"),
        change("HTTP/2.0", "HTTP/1.1", "HTTP/2.0", "400 bad_request"),
        change("no host", "Host: ", "Hose: ", "400 bad_request"),
        change("two hosts", "Host: ", "Host: other\r\nHost: ", "400 bad_request"),
        change("no key", KEY, "", "400 bad_request"),
        change("two keys", KEY, KEY + KEY, "400 bad_request"),
        change("a key of 15 bytes", "b25jZQ==", "b25j", "400 bad_request"),
        change("a key of 17 bytes", "b25jZQ==", "b25jZWU=", "400 bad_request"),
        change("a key that is no base64", "dGhl", "d*hl", "400 bad_request"),
        change("a key with bits left over", "b25jZQ==", "b25jZR==", "400 bad_request"),
        change("a key without padding", "b25jZQ==", "b25jZQ", "400 bad_request"),
        change("garbage in the query", "seat=", "seat=%zz", "400 bad_request"),
        change("garbage in the path", "/ws", "/%w", "400 bad_request"),
        change("version 12", "Version: 13", "Version: 12", "426 upgrade_required"),
        change("versions 13 and 8", "Version: 13", "Version: 13, 8", "426 upgrade_required"),
        change("no version", "Sec-WebSocket-Version", "X-Version", "426 upgrade_required"),
        change("no upgrade", "Upgrade: websocket\r\n", "", "426 upgrade_required"),
        change("another upgrade", "Upgrade: websocket", "Upgrade: h2c", "426 upgrade_required"),
        change(
            "no connection upgrade",
            "Connection: Upgrade",
            "Connection: close",
            "426 upgrade_required"),
        change("a POST", "GET", "POST", "405 method_not_allowed"),
        change("a HEAD in lower case", "GET", "head", "405 method_not_allowed"),
        change("a long line", "seat=", "x=" + "a".repeat(4_000) + "&seat=", "414 uri_too_long"),
        change(
            "a long header", KEY, KEY + "X: " + "a".repeat(8_000) + "\r\n", "431 head_too_large"),
        change("no HTTP at all", "GET", "\u0016\u0003\u0001", "400 bad_request"));
  }

  @Test
  void saysWhichMethodsThereAre() {
    try (DuelServer server = DuelServer.start()) {

      HttpAnswer answer = server.door().ask("DELETE /ws HTTP/1.1\r\nHost: a\r\n\r\n");

      assertThat(answer.refused()).isEqualTo("405 method_not_allowed");
      assertThat(answer.header("allow")).contains("GET");
    }
  }

  private static Arguments change(String name, String from, String to) {
    UnaryOperator<String> change = request -> request.replace(from, to);
    return argumentSet(name, change);
  }

  private static Arguments change(String name, String from, String to, String refused) {
    UnaryOperator<String> change = request -> request.replace(from, to);
    return argumentSet(name, change, refused);
  }
}
