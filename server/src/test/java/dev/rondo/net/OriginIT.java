package dev.rondo.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.protocol.v1.Seat;
import dev.rondo.test.DuelServer;
import dev.rondo.test.HttpAnswer;
import dev.rondo.test.RawClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose pages may use the server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OriginIT {
  private final DuelServer onLoopback = start("localhost");
  private final DuelServer everywhere = start("0.0.0.0");

  @AfterAll
  void stop() {
    onLoopback.close();
    everywhere.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:5173",
        "http://127.0.0.1:5173",
        "http://127.8.9.10",
        "http://[::1]:5173",
        "https://localhost",
        "https://play.example.com",
        "HTTPS://PLAY.example.com"
      })
  void servesPagesOfThisMachineAndOfTheListWhileOnLoopback(String origin) {
    HttpAnswer answer = join(onLoopback, origin);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("access-control-allow-origin")).isEqualTo(origin);
    assertThat(answer.header("vary")).isEqualToIgnoringCase("origin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "",
        "https://evil.example",
        "https://play.example.com.evil.example",
        "https://play.example.com:444",
        "http://play.example.com",
        "http://localhost.evil.example",
        "http://127.0.0.1.evil.example",
        "http://localhost@evil.example",
        "http://evil.example#localhost",
        "http://evil.example/localhost",
        "http://[::2]",
        "file://",
        "localhost",
        "http://local host",
        "https://play.example.com, https://evil.example"
      })
  void refusesPagesOfOthers(String origin) {
    HttpAnswer answer = join(onLoopback, origin);

    assertThat(answer.refused()).isEqualTo("403 origin_refused");
    assertThat(answer.refusal().getMessage()).contains("(allowedOrigins)");
    assertThat(answer.headers()).doesNotContainKey("access-control-allow-origin");
  }

  @Test
  void servesItsOwnPagesWhereverItListens() {
    HttpAnswer answer = join(everywhere, "http://" + everywhere.door().host());

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void servesItsOwnPagesBehindATlsProxyOnTheDefaultPort() {
    String request = "GET /nothing HTTP/1.1\r\nHost: game.example%s\r\nOrigin: %s\r\n\r\n";

    assertThat(
            everywhere.door().ask(request.formatted("", "https://game.example")).status())
        .isEqualTo(404);
    assertThat(everywhere
            .door()
            .ask(request.formatted(":443", "https://game.example"))
            .status())
        .isEqualTo(404);
    assertThat(everywhere
            .door()
            .ask(request.formatted(":443", "http://game.example"))
            .status())
        .isEqualTo(403);
    assertThat(everywhere
            .door()
            .ask(request.formatted(":8080", "http://game.example"))
            .status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:5173", "http://127.0.0.1:5173", "http://[::1]"})
  void refusesPagesOfThisMachineWhileItListensEverywhere(String origin) {
    assertThat(join(everywhere, origin).refused()).isEqualTo("403 origin_refused");
  }

  @Test
  void refusesTwoOrigins() {
    String twice = "Origin: https://play.example.com\r\nOrigin: https://play.example.com";

    HttpAnswer answer = onLoopback.door().ask(onLoopback.door().joinRequest("{}", twice));

    assertThat(answer.refused()).isEqualTo("403 origin_refused");
  }

  @Test
  void refusesTheUpgradeOfAForeignPageAndKeepsTheSeat() {
    Seat seat = onLoopback.door().seat("Ada");
    String request = onLoopback.door().upgradeRequest(seat);

    HttpAnswer answer =
        onLoopback.door().ask(request.replace("Host:", "Origin: https://evil.example\r\nHost:"));

    assertThat(answer.refused()).isEqualTo("403 origin_refused");
    try (RawClient ada = onLoopback.door().claim(seat)) {
      ada.dataFrame();
    }
  }

  @Test
  void answersAPreflightOfAPageThatMayJoin() {
    HttpAnswer answer = preflight("https://play.example.com");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("access-control-allow-origin")).isEqualTo("https://play.example.com");
    assertThat(answer.header("access-control-allow-methods")).isEqualTo("POST");
    assertThat(answer.header("access-control-allow-headers"))
        .isEqualToIgnoringCase("content-type, authorization");
    assertThat(answer.headers()).doesNotContainKey("access-control-allow-credentials");
  }

  @Test
  void refusesAPreflightOfAPageThatMayNot() {
    assertThat(preflight("https://evil.example").refused()).isEqualTo("403 origin_refused");
  }

  private HttpAnswer preflight(String origin) {
    return onLoopback
        .door()
        .ask(
            "OPTIONS /join/duel HTTP/1.1\r\nHost: " + onLoopback.door().host()
                + "\r\nOrigin: " + origin
                + "\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: content-type\r\n\r\n");
  }

  private static HttpAnswer join(DuelServer server, String origin) {
    return server.door().ask(server.door().joinRequest("{}", "Origin: " + origin));
  }

  private static DuelServer start(String host) {
    return DuelServer.start(
        limits -> limits.connectionsPerAddress(1_000),
        room -> room,
        0,
        options -> options.host(host).allowedOrigins("https://play.example.com"));
  }
}
