package dev.rondo.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.test.DuelServer;
import dev.rondo.test.HttpAnswer;
import dev.rondo.test.RawClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a request may be: 1024 bytes of head, a quarter of them for its line, and 64 of body. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpLimitsIT {
  private static final String JOIN =
      "POST /join/duel HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";

  private final DuelServer server =
      DuelServer.start(limits -> limits.httpHeadBytes(1_024).httpBodyBytes(64));

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void servesALineOfExactlyTheLimit() {
    HttpAnswer answer = server.door().ask(get(256) + "Host: a\r\n\r\n");

    assertThat(answer.refused()).isEqualTo("404 not_found");
  }

  @Test
  void refusesALongerLine() {
    refusesForGood(get(257) + "Host: a\r\n\r\n", "414 uri_too_long");
  }

  @Test
  void refusesALineWithoutAnEnd() {
    refusesForGood("GET /" + "a".repeat(1_000), "414 uri_too_long");
  }

  @Test
  void refusesALongHeader() {
    refusesForGood(
        "GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(800) + "\r\n\r\n", "431 head_too_large");
  }

  @Test
  void refusesManyShortHeaders() {
    refusesForGood(
        "GET / HTTP/1.1\r\nHost: a\r\n" + "a:b\r\n".repeat(400) + "\r\n", "431 head_too_large");
  }

  @Test
  void servesABodyOfExactlyTheLimit() {
    String body = "{\"name\": \"Ada\"}" + " ".repeat(49);

    assertThat(server.door().ask(JOIN + "Content-Length: 64\r\n\r\n" + body).status())
        .isEqualTo(200);
    assertThat(server
            .door()
            .ask(JOIN + "Transfer-Encoding: chunked\r\n\r\n" + "20\r\n" + body.substring(0, 32)
                + "\r\n20\r\n" + body.substring(32) + "\r\n0\r\n\r\n")
            .status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"65", "9223372036854775807"})
  void refusesALongerBodyThatIsAnnounced(String length) {
    refusesForGood(JOIN + "Content-Length: " + length + "\r\n\r\n", "413 body_too_large");
  }

  @Test
  void refusesALongerBodyInChunks() {
    refusesForGood(
        JOIN + "Transfer-Encoding: chunked\r\n\r\n" + "20\r\n" + " ".repeat(32) + "\r\n21\r\n"
            + " ".repeat(33) + "\r\n",
        "413 body_too_large");
  }

  @Test
  void refusesALongerBodyInsteadOfAskingForIt() {
    refusesForGood(
        JOIN + "Expect: 100-continue\r\nContent-Length: 65\r\n\r\n", "413 body_too_large");
  }

  @Test
  void letsThePageThatSentALongerBodyReadWhy() {
    HttpAnswer answer =
        server.door().ask(JOIN + "Origin: http://localhost:5173\r\nContent-Length: 65\r\n\r\n");

    assertThat(answer.refused()).isEqualTo("413 body_too_large");
    assertThat(answer.header("access-control-allow-origin")).isEqualTo("http://localhost:5173");
  }

  @Test
  void refusesNoLongerBodyBeforeTheRequestAheadIsAnswered() {
    try (RawClient client = server.door().connect()) {
      client.send(JOIN + "Content-Length: 2\r\n\r\n{}" + JOIN + "Content-Length: 65\r\n\r\n");

      assertThat(client.rest()).doesNotContain("HTTP/1.1 413");
    }
  }

  @Test
  void asksForABodyThatFits() {
    try (RawClient client = server.door().connect()) {
      client.send(JOIN + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");

      assertThat(client.answer().status()).isEqualTo(100);
      assertThat(client.send("{}").answer().status()).isEqualTo(200);
    }
  }

  @Test
  void refusesTrailersOverTheLimitOfHeaders() {
    refusesForGood(
        JOIN + "Transfer-Encoding: chunked\r\n\r\n0\r\n" + "a: b\r\n".repeat(300) + "\r\n",
        "431 head_too_large");
  }

  private static String get(int lineBytes) {
    String around = "GET / HTTP/1.1";
    return "GET /" + "a".repeat(lineBytes - around.length()) + " HTTP/1.1\r\n";
  }

  /** Says why, and closes, since what follows cannot be told apart from what came. */
  private void refusesForGood(String request, String refused) {
    try (RawClient client = server.door().connect()) {
      HttpAnswer answer = client.send(request).answer();

      assertThat(answer.refused()).isEqualTo(refused);
      assertThat(answer.refusal().getMessage()).containsPattern("\\d+ bytes");
      assertThat(answer.header("connection")).isEqualTo("close");
      assertThat(client.ended()).isTrue();
    }
  }
}
