package dev.rondo.testing;

import static dev.rondo.testing.Fairground.SECOND;
import static dev.rondo.testing.Fairground.fair;
import static dev.rondo.testing.Fairground.guest;
import static dev.rondo.testing.Fairground.said;
import static dev.rondo.testing.Fairground.say;
import static dev.rondo.testing.Fairground.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.rondo.client.CloseName;
import dev.rondo.client.Closed;
import dev.rondo.client.RoomStatus;
import dev.rondo.testing.fair.Event;
import dev.rondo.testing.fair.Place;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a player whose connection is lost, and of one whose network is bad. */
class TestClientConnectionTest {
  private final RoomTester<FairRoom, Place, Event> tester = fair().start();
  private final TestClient<Place, Event> ada = tester.join("Ada");
  private final TestClient<Place, Event> bob = tester.join("Bob");

  @AfterEach
  void endTheRoom() {
    tester.close();
  }

  @Test
  void staysAwayUntilItIsToldToComeBack() {
    tester.ticks(1);

    ada.drop();
    tester.ticks(1);
    assertThat(ada.status()).isEqualTo(RoomStatus.RECONNECTING);
    bob.send(say("where is she?"));
    tester.ticks(2 * SECOND);
    assertThat(said(ada)).isEmpty();

    ada.resume();
    tester.ticks(1);
    assertThat(ada.status()).isEqualTo(RoomStatus.CONNECTED);
    assertThat(said(ada)).containsExactly("Bob: where is she?");
    assertThat(ada.missed()).isZero();
    assertThat(tester.room().calls())
        .containsExactly("joined Ada", "joined Bob", "dropped Ada", "resumed Ada");
  }

  @Test
  void losesNothingOverAConnectionThatBreaksAgainAndAgain() {
    tester.ticks(1);

    for (int i = 1; i <= 50; i++) {
      ada.send(say("a" + i));
      ada.input(step(1));
      bob.send(say("b" + i));
      if (i % 5 == 0) {
        ada.drop();
        tester.ticks(i % 3);
        ada.resume();
      }
      tester.ticks(2);
    }

    assertThat(said(bob).stream().filter(text -> text.startsWith("Ada")))
        .hasSize(50)
        .startsWith("Ada: a1")
        .endsWith("Ada: a50");
    assertThat(said(ada)).isEqualTo(said(bob));
    assertThat(guest(ada).getX()).isEqualTo(50);
  }

  @Test
  void comesBackByItselfIfItShould() {
    ada.autoResume(true);
    tester.ticks(1);

    ada.drop();
    tester.ticks(SECOND);

    assertThat(ada.status()).isEqualTo(RoomStatus.CONNECTED);
    assertThat(tester.room().calls()).endsWith("dropped Ada", "resumed Ada");
  }

  @Test
  void isGoneWhenTheGracePeriodIsOver() {
    tester.ticks(1);

    ada.drop();
    tester.ticks(20 * SECOND + 2);

    assertThat(tester.room().calls()).endsWith("dropped Ada", "left Ada LOST");
    assertThat(ada.closed()).map(Closed::name).contains(CloseName.LOST);
  }

  @Test
  void givesUpWhenTheServerHasForgottenIt() {
    try (var own = fair().options(room -> room.graceSeconds(0)).start()) {
      TestClient<Place, Event> cay = own.join("Cay");
      own.ticks(1);

      cay.drop();
      own.ticks(1);

      assertThat(own.room().calls()).endsWith("left Cay LOST");
      assertThat(cay.status()).isEqualTo(RoomStatus.CLOSED);
    }
  }

  @Test
  void noticesAfterThreeSecondsThatItsCableIsOut() {
    tester.ticks(1);

    ada.unplug();
    tester.ticks(3 * SECOND - 1);
    assertThat(ada.status()).isEqualTo(RoomStatus.CONNECTED);
    tester.ticks(2);

    assertThat(ada.status()).isEqualTo(RoomStatus.RECONNECTING);
    assertThat(tester.room().calls()).containsExactly("joined Ada", "joined Bob");
  }

  @Test
  void isFoundTooSlowByTheServerWhenItAppliesNothing() {
    tester.ticks(1);

    ada.unplug();
    tester.ticks(11 * SECOND); // lagMillis and slowMillis
    assertThat(tester.room().calls()).doesNotContain("dropped Ada");
    tester.ticks(SECOND);
    assertThat(tester.room().calls()).endsWith("dropped Ada");
    tester.ticks(20 * SECOND);

    assertThat(tester.room().calls()).endsWith("left Ada TOO_SLOW");
  }

  @Test
  void isFoundSilentByTheServer() {
    try (var own = fair().limits(limits -> limits.slowMillis(60_000)).start()) {
      TestClient<Place, Event> cay = own.join("Cay");
      own.ticks(1);

      cay.unplug();
      own.ticks(30 * SECOND - 1);
      assertThat(own.room().calls()).doesNotContain("dropped Cay");
      own.ticks(2);
      assertThat(own.room().calls()).endsWith("dropped Cay");
      own.ticks(20 * SECOND);

      assertThat(own.room().calls()).endsWith("left Cay SILENT");
    }
  }

  @Test
  void takesOverFromTheConnectionThatTheServerStillHolds() {
    tester.ticks(1);

    ada.unplug();
    ada.send(say("from the other network"));
    ada.resume();
    tester.ticks(2);

    assertThat(ada.status()).isEqualTo(RoomStatus.CONNECTED);
    assertThat(said(bob)).containsExactly("Ada: from the other network");
    assertThat(tester.room().calls()).endsWith("dropped Ada", "resumed Ada");
    tester.ticks(60 * SECOND);
    assertThat(tester.room().calls()).endsWith("dropped Ada", "resumed Ada");
    assertThat(ada.status()).isEqualTo(RoomStatus.CONNECTED);
  }

  @Test
  void goesToAnotherNetworkWithoutAWord() {
    tester.ticks(1);

    ada.resume();
    tester.ticks(1);

    assertThat(ada.status()).isEqualTo(RoomStatus.CONNECTED);
    assertThat(tester.room().calls()).endsWith("dropped Ada", "resumed Ada");
  }

  @Test
  void getsAllAtOnceAfterATunnel() {
    tester.ticks(1);

    ada.stall(Duration.ofSeconds(2));
    for (int i = 0; i < 10; i++) {
      bob.send(say("word " + i));
      ada.send(say("echo " + i));
      tester.ticks(1);
    }
    tester.ticks(2 * SECOND - 11);
    assertThat(ada.tick()).isEqualTo(1);
    assertThat(said(bob)).noneMatch(text -> text.startsWith("Ada"));
    tester.ticks(3);

    assertThat(ada.status()).isEqualTo(RoomStatus.CONNECTED);
    assertThat(ada.tick()).isGreaterThan(2 * SECOND);
    assertThat(said(ada).stream().filter(text -> text.startsWith("Bob")))
        .hasSize(10)
        .isSorted();
    assertThat(said(bob).stream().filter(text -> text.startsWith("Ada")))
        .hasSize(10)
        .isSorted();
    assertThat(tester.room().calls()).containsExactly("joined Ada", "joined Bob");
  }

  @Test
  void isNotSilentForBeingInTwoTunnels() {
    tester.ticks(1);

    ada.stall(Duration.ofSeconds(2));
    tester.ticks(29 * SECOND);
    ada.stall(Duration.ofSeconds(2));
    tester.ticks(3 * SECOND);

    assertThat(tester.room().calls()).containsExactly("joined Ada", "joined Bob");
    assertThat(ada.status()).isEqualTo(RoomStatus.CONNECTED);
  }

  @Test
  void refusesWhatItsConnectionCannotDo() {
    try (var own = fair().network(NetworkProfile.mobile()).start()) {
      TestClient<Place, Event> cay = own.join("Cay");

      assertThatIllegalStateException().isThrownBy(cay::drop).withMessage("Cay has no connection");
      assertThatIllegalStateException().isThrownBy(cay::resume).withMessage("Cay connects already");
      own.ticks(SECOND);
      cay.drop();
      assertThatIllegalStateException()
          .isThrownBy(cay::unplug)
          .withMessage("Cay has no connection");
    }
  }

  @Test
  void isSkippedWhileItsConnectionIsFull() {
    try (var own = fair(() -> new FairRoom(1_000))
        .limits(limits -> limits.outboundBytes(4_096))
        .start()) {
      TestClient<Place, Event> cay = own.join("Cay");
      own.ticks(1);
      cay.network(NetworkProfile.perfect().bandwidth(5_000, 5_000)); // a fourth of what it needs

      own.ticks(5 * SECOND);

      assertThat(cay.status()).isEqualTo(RoomStatus.CONNECTED);
      assertThat(cay.tick()).isBetween(5 * SECOND - 25, 5 * SECOND - 5);
      cay.network(NetworkProfile.perfect());
      own.ticks(SECOND);
      assertThat(cay.tick()).isEqualTo(6 * SECOND + 1);
    }
  }

  @Test
  void isLetGoWhenItsConnectionIsFullForTooLong() {
    try (var own = fair(() -> new FairRoom(1_000))
        .limits(limits -> limits.outboundBytes(4_096).slowMillis(1_000))
        .start()) {
      TestClient<Place, Event> cay = own.join("Cay");
      own.ticks(1);

      cay.unplug();
      own.ticks(2 * SECOND);

      assertThat(own.room().calls()).containsExactly("joined Cay", "dropped Cay");
    }
  }

  static List<NetworkProfile> networks() {
    return List.of(
        NetworkProfile.perfect(),
        NetworkProfile.lan(),
        NetworkProfile.broadband(),
        NetworkProfile.mobile(),
        NetworkProfile.train());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void saysAndHearsAllInOrderOverAnyNetwork(NetworkProfile network) {
    try (var own = fair().network(network).autoResume().start()) {
      TestClient<Place, Event> cay = own.join("Cay");
      TestClient<Place, Event> dan = own.join("Dan");
      own.ticks(2 * SECOND);

      for (int i = 100; i < 400; i++) {
        cay.send(say("word " + i));
        own.ticks(2);
      }
      own.ticks(10 * SECOND);

      assertThat(said(dan)).hasSize(300).isSorted();
      assertThat(said(cay)).isEqualTo(said(dan));
    }
  }
}
