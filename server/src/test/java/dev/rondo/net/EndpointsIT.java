package dev.rondo.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.server.GameServer;
import dev.rondo.test.Await;
import dev.rondo.test.Door;
import dev.rondo.test.HttpAnswer;
import dev.rondo.test.RawClient;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A game's own HTTP paths, on the port of its rooms. */
class EndpointsIT {

  @Test
  void answersItsPathAndThoseBelow() {
    try (GameServer server = start(builder -> builder
        .http("/api", query -> HttpReply.text("all: " + query.path()))
        .http(
            "/api/scores",
            query -> HttpReply.json("{\"of\": \"" + query.parameter("of").orElse("") + "\"}")))) {
      Door door = Door.plain(server.port());

      HttpAnswer scores = door.ask(get(door, "/api/scores/7?of=Ada%20L"));

      assertThat(scores.status()).isEqualTo(200);
      assertThat(scores.header("content-type")).isEqualTo("application/json");
      assertThat(scores.body()).isEqualTo("{\"of\": \"Ada L\"}");
      assertThat(door.ask(get(door, "/api")).body()).isEqualTo("all: /api");
      assertThat(door.ask(get(door, "/api/more")).body()).isEqualTo("all: /api/more");
      assertThat(door.ask(get(door, "/apis")).refused()).isEqualTo("404 not_found");
    }
  }

  @Test
  void getsTheWholeRequest() {
    try (GameServer server = start(builder -> builder.http(
        "/echo",
        query -> HttpReply.text(query.method() + " " + query.header("X-Game").orElse("") + " "
            + query.text() + " " + query.client().isLoopbackAddress())))) {
      Door door = Door.plain(server.port());

      HttpAnswer echo = door.ask("PUT /echo HTTP/1.1\r\nHost: " + door.host()
          + "\r\nx-game: duel\r\nContent-Length: 2\r\n\r\nhi");

      assertThat(echo.body()).isEqualTo("PUT duel hi true");
    }
  }

  @Test
  @SuppressWarnings("NullAway") // what a game may do whose code nobody checks
  void answers500WhenTheGamesCodeThrowsAndGoesOn() {
    try (GameServer server = start(builder -> builder
        .http("/fails", query -> {
          throw new IllegalStateException("scripted failure of an endpoint");
        })
        .http("/says-nothing", query -> null)
        .http("/lies", query -> new HttpReply(200, "text/plain\r\nX-Evil: 1", query.body()))
        .http("/works", query -> HttpReply.status(204)))) {
      Door door = Door.plain(server.port());

      try (RawClient client = door.connect()) {
        for (String path : List.of("/fails", "/says-nothing", "/lies")) {
          assertThat(client.send(get(door, path)).answer().refused())
              .isEqualTo("500 endpoint_failed");
        }
        HttpAnswer works = client.send(get(door, "/works")).answer();
        assertThat(works.status()).isEqualTo(204);
        assertThat(works.headers()).doesNotContainKey("content-length");
      }
    }
  }

  @Test
  void mayBlockWithoutHoldingUpAnybodyElse() {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    try (GameServer server = start(builder -> builder
        .limits(limits -> limits.httpThreads(1).httpQueue(1))
        .http("/slow", query -> {
          busy.countDown();
          done.await();
          return HttpReply.status(204);
        }))) {
      Door door = Door.plain(server.port());
      try (RawClient first = door.connect().send(get(door, "/slow"))) {
        Await.opened(busy);
        try (RawClient second = door.connect().send(get(door, "/slow"))) {
          Await.until(
              "the queue is full",
              () -> door.ask(get(door, "/slow")).refused().equals("503 server_busy"));

          assertThat(door.ask(get(door, "/nothing")).refused()).isEqualTo("404 not_found");
          done.countDown();
          assertThat(first.answer().status()).isEqualTo(204);
          assertThat(second.answer().status()).isEqualTo(204);
        }
      }
    }
  }

  @Test
  void answersPagesOfAllowedOriginsOnly() {
    try (GameServer server =
        start(builder -> builder.http("/api", query -> HttpReply.text("hi")))) {
      Door door = Door.plain(server.port());

      HttpAnswer preflight = door.ask("OPTIONS /api HTTP/1.1\r\nHost: " + door.host()
          + "\r\nOrigin: http://localhost:5173\r\n\r\n");
      HttpAnswer foreign = door.ask(
          "GET /api HTTP/1.1\r\nHost: " + door.host() + "\r\nOrigin: https://evil.example\r\n\r\n");

      assertThat(preflight.status()).isEqualTo(204);
      assertThat(preflight.header("access-control-allow-methods"))
          .contains("GET")
          .contains("DELETE");
      assertThat(foreign.refused()).isEqualTo("403 origin_refused");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "api", "/api/", "/api?x", "/join", "/join/duel", "/resume", "/ws"})
  void refusesPathsThatAreNoneOrRondos(String path) {
    assertThatThrownBy(() -> GameServer.builder().http(path, query -> HttpReply.status(204)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("path: \"" + path + "\"");
  }

  private static GameServer start(UnaryOperator<GameServer.Builder> paths) {
    return paths.apply(GameServer.builder().port(0)).start();
  }

  private static String get(Door door, String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: " + door.host() + "\r\n\r\n";
  }
}
