package dev.rondo.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.protocol.v1.Seat;
import dev.rondo.test.DuelServer;
import dev.rondo.test.HttpAnswer;
import dev.rondo.test.RawClient;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom a seat counts for: one address may hold two things here, and players may come through a proxy. */
class ForwardedAddressIT {

  @Test
  void believesNobodyUnlessToldTo() {
    try (DuelServer server = start()) {
      join(server, "198.51.100.1").seat();

      HttpAnswer second = join(server, "198.51.100.2"); // on a connection, beside the first seat

      assertThat(second.refused()).isEqualTo("429 too_many_connections");
    }
  }

  @Test
  void countsPlayersBehindAProxyApart() {
    try (DuelServer server = start("127.0.0.1")) {
      for (int client = 1; client <= 10; client++) {
        join(server, "198.51.100." + client).seat();
        join(server, "198.51.100." + client).seat();
      }

      assertThat(join(server, "198.51.100.1").refused()).isEqualTo("429 too_many_connections");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.9, 198.51.100.1            | what the client wrote itself stands further left",
        "127.0.0.1, 198.51.100.1              | even if it names the proxy",
        "garbage, 198.51.100.1                | or nothing at all",
        "198.51.100.1, 10.1.2.3               | a second proxy stands further right",
        "203.0.113.9, 198.51.100.1, 10.0.0.1, 127.0.0.1 | or several",
        "198.51.100.1,10.1.2.3                | without a space",
      })
  void believesTheLastAddressThatIsNoProxy(String forwardedFor, String why) {
    try (DuelServer server = start("127.0.0.1", "10.0.0.0/8")) {
      join(server, "198.51.100.1").seat();
      join(server, "198.51.100.1").seat();

      assertThat(join(server, forwardedFor).status()).as(why).isEqualTo(429);
    }
  }

  @Test
  void readsSeveralHeadersAsOneList() {
    try (DuelServer server = start("127.0.0.1")) {
      join(server, "198.51.100.1").seat();
      join(server, "198.51.100.1").seat();

      HttpAnswer answer = server
          .door()
          .ask(server
              .door()
              .joinRequest("{}", "X-Forwarded-For: 203.0.113.9", "X-Forwarded-For: 198.51.100.1"));

      assertThat(answer.status()).isEqualTo(429);
    }
  }

  @Test
  void looksUpNoName() {
    try (DuelServer server = start("127.0.0.1")) {
      long names = Stream.of("localhost", "example.com", "", "1.2.3", "127.0.0.1:80")
          .filter(name -> join(server, name).status() == 200)
          .count();

      assertThat(names).as("all count as the proxy").isEqualTo(2);
    }
  }

  @Test
  void countsAPlayerBehindAProxyWhileTheConnectionLasts() {
    try (DuelServer server = start("127.0.0.1")) {
      Seat seat = join(server, "198.51.100.1").seat();
      try (RawClient ada = upgrade(server, seat, "198.51.100.1")) {
        assertThat(ada.answer().status()).isEqualTo(101);
        join(server, "198.51.100.1").seat();

        assertThat(join(server, "198.51.100.1").status()).isEqualTo(429);
      }
      server.awaitStats(0, 1, 1, 0);
      join(server, "198.51.100.1").seat();
    }
  }

  @Test
  void letsAPlayerBehindAProxyClaimTheLastOfTheSeatsOfTheAddress() {
    try (DuelServer server = start("127.0.0.1")) {
      join(server, "198.51.100.1").seat();
      Seat last = join(server, "198.51.100.1").seat();

      try (RawClient ada = upgrade(server, last, "198.51.100.1")) {

        assertThat(ada.answer().status()).isEqualTo(101);
      }
    }
  }

  @Test
  void countsNobodyForAnUpgradeThatIsRefused() {
    try (DuelServer server = start("127.0.0.1");
        RawClient proxy = server.door().connect()) {
      Seat unknown = Seat.newBuilder().setUrl("/ws?seat=unknown").build();
      for (int i = 0; i < 3; i++) {
        proxy.send(upgradeRequest(server, unknown, "198.51.100.1"));
        assertThat(proxy.answer().refused()).isEqualTo("410 seat_gone");
      }

      join(server, "198.51.100.1").seat();
    }
  }

  @Test
  void refusesAClaimFromAnAddressThatHoldsTooMuchAndGivesThePlaceBack() {
    try (DuelServer server = start("127.0.0.1")) {
      Seat others = join(server, "203.0.113.9").seat();
      join(server, "198.51.100.1").seat();
      join(server, "198.51.100.1").seat();

      try (RawClient client = upgrade(server, others, "198.51.100.1")) {

        assertThat(client.answer().refused()).isEqualTo("429 too_many_connections");
        server.awaitStats(1, 2, 1, 0);
      }
    }
  }

  private static DuelServer start(String... trustedProxies) {
    return DuelServer.start(
        limits -> limits.connectionsPerAddress(2),
        room -> room,
        0,
        options -> options.trustedProxies(trustedProxies));
  }

  private static HttpAnswer join(DuelServer server, String forwardedFor) {
    return server.door().ask(server.door().joinRequest("{}", "X-Forwarded-For: " + forwardedFor));
  }

  private static RawClient upgrade(DuelServer server, Seat seat, String forwardedFor) {
    return server.door().connect().send(upgradeRequest(server, seat, forwardedFor));
  }

  private static String upgradeRequest(DuelServer server, Seat seat, String forwardedFor) {
    return server
        .door()
        .upgradeRequest(seat)
        .replace("Host:", "X-Forwarded-For: " + forwardedFor + "\r\nHost:");
  }
}
