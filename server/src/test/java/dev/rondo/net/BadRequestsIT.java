package dev.rondo.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.rondo.test.DuelServer;
import dev.rondo.test.HttpAnswer;
import dev.rondo.test.RawClient;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are no joins, or that two parties could read in two ways. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadRequestsIT {
  private static final String JOIN =
      "POST /join/duel HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
  private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

  private final DuelServer server =
      DuelServer.start(limits -> limits.handshakeMillis(300).connectionsPerAddress(1_000));

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @MethodSource
  void answersOnceToWhatCouldBeTwoRequests(String bytes) {
    try (RawClient client = server.door().connect()) {

      client.send(bytes);

      assertThat(client.rest().split("HTTP/1.1 \\d", -1)).hasSizeLessThanOrEqualTo(2);
    }
  }

  static Stream<Arguments> answersOnceToWhatCouldBeTwoRequests() {
    String chunked = "Transfer-Encoding: chunked\r\n";
    String none = "\r\n0\r\n\r\n";
    int all = none.length() - 2 + SMUGGLED.length();
    return Stream.of(
        argumentSet(
            "length and chunks",
            JOIN + "Content-Length: " + all + "\r\n" + chunked + none + SMUGGLED),
        argumentSet(
            "chunks and length",
            JOIN + chunked + "Content-Length: " + all + "\r\n" + none + SMUGGLED),
        argumentSet(
            "two lengths",
            JOIN + "Content-Length: 2\r\nContent-Length: " + (2 + SMUGGLED.length()) + "\r\n\r\n{}"
                + SMUGGLED),
        argumentSet(
            "two lengths in one",
            JOIN + "Content-Length: 2, " + (2 + SMUGGLED.length()) + "\r\n\r\n{}" + SMUGGLED),
        argumentSet("a length with a sign", JOIN + "Content-Length: +2\r\n\r\n{}" + SMUGGLED),
        argumentSet("a negative length", JOIN + "Content-Length: -2\r\n\r\n" + SMUGGLED),
        argumentSet("a length in hex", JOIN + "Content-Length: 0x2\r\n\r\n{}" + SMUGGLED),
        argumentSet(
            "a folded length",
            JOIN + "Content-Length:\r\n 2" + SMUGGLED.length() + "\r\n\r\n{}" + SMUGGLED),
        argumentSet("a space before the colon", JOIN + "Content-Length : 2\r\n\r\n{}" + SMUGGLED),
        argumentSet("a length behind a null", JOIN + "X: \0Content-Length: 2\r\n\r\n{}" + SMUGGLED),
        argumentSet(
            "chunks by another name", JOIN + "Transfer-Encoding: xchunked\r\n" + none + SMUGGLED),
        argumentSet(
            "chunks that are not the last coding",
            JOIN + "Transfer-Encoding: chunked, identity\r\n" + none + SMUGGLED),
        argumentSet(
            "chunks with a tab",
            JOIN + "Transfer-Encoding:\tchunked\r\nContent-Length: " + all + "\r\n" + none
                + SMUGGLED),
        argumentSet(
            "a chunk size that overflows",
            JOIN + chunked + "\r\n100000002\r\n{}\r\n0\r\n\r\n" + SMUGGLED),
        argumentSet("a chunk size with a sign", JOIN + chunked + "\r\n-1\r\n\r\n" + SMUGGLED),
        argumentSet(
            "a chunk longer than its size",
            JOIN + chunked + "\r\n1\r\n{}\r\n0\r\n\r\n" + SMUGGLED));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/join/chess           | 404 unknown_room_type",
        "/join/                | 404 unknown_room_type",
        "/join/duel/           | 404 unknown_room_type",
        "/join/duel?version=2  | 409 version_mismatch",
        "/join/duel?version=4  | 409 version_mismatch",
        "/join/duel?version=x  | 400 bad_request",
        "/join/duel?version=   | 400 bad_request",
        "/join/duel?version=-1 | 400 bad_request",
        "/join/duel?version=99999999999 | 400 bad_request",
        "/join/duel?version=3&version=3 | 400 bad_request",
        "/join/duel?contract=x | 400 bad_request",
        "/join/duel?contract=0123456789 | 400 bad_request",
        "/join/duel?contract=0123456F | 400 bad_request",
        "/join/duel?contract= | 400 bad_request",
        "/join/duel?contract=01234567&contract=01234567 | 400 bad_request",
        "/join/%ff%            | 400 bad_request",
        "/joinduel             | 404 not_found",
        "/                     | 404 not_found",
        "*                     | 404 not_found",
      })
  void refusesAJoinOfWhatIsNotThere(String path, String refused) {
    String request = JOIN.replace("/join/duel", path) + "Content-Length: 2\r\n\r\n{}";

    assertThat(server.door().ask(request).refused()).isEqualTo(refused);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /join/duel, 'POST, OPTIONS'",
    "GET, /%6aoin/duel, 'POST, OPTIONS'",
    "POST, /ws?seat=a, GET",
    "HEAD, /w%73, GET"
  })
  void saysWhatIsAllowedWhereItIsRoutedTo(String method, String path, String allowed) {
    try (RawClient client = server.door().connect()) {
      client.send(method + " " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");

      HttpAnswer answer = client.answerWithoutBody();

      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.header("allow")).isEqualTo(allowed);
    }
  }

  @Test
  void saysToWhatAPlainRequestShouldBeUpgraded() {
    HttpAnswer answer = server.door().ask("GET /ws?seat=a HTTP/1.1\r\nHost: a\r\n\r\n");

    assertThat(answer.refused()).isEqualTo("426 upgrade_required");
    assertThat(answer.header("connection")).isEqualToIgnoringCase("upgrade");
    assertThat(answer.header("upgrade")).isEqualTo("websocket");
    assertThat(answer.header("sec-websocket-version")).isEqualTo("13");
  }

  @Test
  void saysWhichSideIsOlder() {
    String request = JOIN.replace("duel", "duel?version=%s") + "Content-Length: 2\r\n\r\n{}";

    assertThat(server.door().ask(request.formatted(2)).refusal().getMessage())
        .contains("client is older");
    assertThat(server.door().ask(request.formatted(4)).refusal().getMessage())
        .contains("server is older");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/jsonx", "", "application/x-www-form-urlencoded"})
  void refusesAnotherKindOfBody(String type) {
    String request = JOIN.replace("application/json", type) + "Content-Length: 2\r\n\r\n{}";

    assertThat(server.door().ask(request).refused()).isEqualTo("415 unsupported_media_type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "1",
        "null",
        "{\"nam\": \"Ada\"}",
        "{\"name\": {}}",
        "{\"weight\": \"NaN\"}",
        "{\"weight\": \"Infinity\"}",
        "{\"weight\": 1e999}",
        "{\"name\": \"123456789012345678901234567890123\"}"
      })
  void refusesABodyThatIsNoJoinOfTheContract(String body) {
    assertThat(server.door().ask(server.door().joinRequest(body)).refused())
        .isEqualTo("400 bad_request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"name\":", "[[]"})
  void refusesADeepBodyInFewWords(String part) {
    String body = part.repeat(16_000 / part.length());

    HttpAnswer answer = server.door().ask(server.door().joinRequest(body));

    assertThat(answer.refused()).isEqualTo("400 bad_request");
    assertThat(answer.bytes().size()).isLessThan(1_000);
  }

  @Test
  void servesABodyWithAnotherCharsetOfItsName() {
    String request = JOIN.replace("/json", "/JSON; charset=utf-8") + "Content-Length: 2\r\n\r\n{}";

    assertThat(server.door().ask(request).status()).isEqualTo(200);
  }

  @Test
  void servesSeveralRequestsBehindEachOther() {
    String request = "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n";
    try (RawClient client = server.door().connect()) {

      client.send(request + request + request);

      for (int i = 0; i < 3; i++) {
        assertThat(client.answer().refused()).isEqualTo("404 not_found");
      }
    }
  }
}
