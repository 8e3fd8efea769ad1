package dev.rondo.lobby;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.protocol.ContractList;
import dev.rondo.protocol.v1.Seat;
import dev.rondo.room.LeaveReason;
import dev.rondo.test.duel.Duel;
import dev.rondo.test.duel.Join;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seats and claims, with room for 3 rooms of 2 places each. */
class LobbyTest {
  private static final Duration VALID = Duration.ofSeconds(15);

  private final Doorway doorway =
      new Doorway(limits -> limits.rooms(3), () -> new PlainRoom(() -> {}));
  private final Lobby lobby = doorway.lobby();

  @AfterEach
  void closeTheDoorway() {
    doorway.close();
  }

  @Test
  void givesASeatWithASecretAndWhereToClaimIt() {
    Seat seat = doorway.join();

    assertThat(seat.getRoom()).isEqualTo("duel-1");
    assertThat(seat.getToken()).matches("[A-Za-z0-9_-]{22}");
    assertThat(seat.getUrl()).isEqualTo("../ws?seat=" + seat.getToken());
    assertThat(doorway.join().getToken()).isNotEqualTo(seat.getToken());
    assertThat(lobby.seats()).isEqualTo(2);
    assertThat(lobby.players()).isZero();
  }

  @Test
  void givesTheSeatOnceTheRoomHasBegun() {
    CompletableFuture<Seat> answer = doorway.ask();
    assertThat(answer).isNotDone();

    doorway.roomLoop().runDue();

    assertThat(answer).isCompleted();
  }

  @Test
  void handsOverTheRoomAndWhatThePlayerBrings() {
    Seat seat =
        doorway.join("duel", OptionalInt.of(3), "{\"name\": \"Ada\", \"weight\": 2.5}", "10.0.0.1");

    Claim claim = doorway.claim(seat);

    assertThat(claim.host().id()).isEqualTo("duel-1");
    assertThat(((JoinClaim) claim).join())
        .isEqualTo(Join.newBuilder().setName("Ada").setWeight(2.5).build());
    assertThat(lobby.seats()).isZero();
    assertThat(lobby.players()).isEqualTo(1);
  }

  @Test
  void fillsARoomUpBeforeItMakesAnother() {
    assertThat(doorway.join().getRoom()).isEqualTo("duel-1");
    assertThat(doorway.join().getRoom()).isEqualTo("duel-1");
    assertThat(doorway.join().getRoom()).isEqualTo("duel-2");
    assertThat(doorway.join().getRoom()).isEqualTo("duel-2");
    assertThat(doorway.join().getRoom()).isEqualTo("duel-3");
    assertThat(lobby.rooms()).isEqualTo(3);
  }

  @Test
  void fillsTheOldestRoomThatHasAPlace() {
    Claim first = doorway.claim(doorway.join());
    doorway.claim(doorway.join());
    doorway.claim(doorway.join());

    doorway.release(first);

    assertThat(doorway.join().getRoom()).isEqualTo("duel-1");
    assertThat(doorway.join().getRoom()).isEqualTo("duel-2");
  }

  @Test
  void refusesWhenAllRoomsAreTaken() {
    for (int i = 0; i < 6; i++) {
      doorway.join();
    }

    assertRefused(
        doorway::join,
        RefusalReason.SERVER_FULL,
        "All 3 rooms of this server are taken (rooms), and none of type duel has a place left."
            + " Try again later.",
        5_000);
    assertThat(lobby.seats()).isEqualTo(6);
  }

  @Test
  void stopsARoomThatIsEmptyAgain() {
    Claim ada = doorway.claim(doorway.join());
    Claim bob = doorway.claim(doorway.join());

    doorway.release(ada);
    assertThat(lobby.rooms()).isEqualTo(1);
    doorway.release(bob);

    assertThat(ada.host().closed()).isTrue();
    assertThat(lobby.rooms()).isZero();
    assertThat(lobby.players()).isZero();
    assertThat(doorway.join().getRoom()).isEqualTo("duel-2");
  }

  @Test
  void sendsNobodyIntoARoomThatIsAboutToStop() {
    Claim ada = doorway.claim(doorway.join());

    ada.release();
    doorway.front().execute(() -> {});
    CompletableFuture<Seat> answer = new CompletableFuture<>();
    doorway.front().execute(() -> doorway.ask().thenAccept(answer::complete));
    doorway.settle();

    assertThat(answer.getNow(Seat.getDefaultInstance()).getRoom()).isEqualTo("duel-2");
  }

  @Test
  void takesEachSeatOnce() {
    Seat seat = doorway.join();
    doorway.claim(seat);

    assertSeatGone(() -> doorway.claim(seat));
    assertSeatGone(() -> lobby.claim("AAAAAAAAAAAAAAAAAAAAAA"));
    assertSeatGone(() -> lobby.claim(""));
    assertThat(lobby.players()).isEqualTo(1);
  }

  @Test
  void takesASeatUntilItExpires() {
    Seat inTime = doorway.join();
    Seat late = doorway.join();

    doorway.advance(VALID.minusMillis(1));
    doorway.claim(inTime);
    doorway.advance(Duration.ofMillis(1));

    assertSeatGone(() -> doorway.claim(late));
  }

  @Test
  void givesPlaceAndAddressBackWhenASeatExpires() {
    Claim ada = doorway.claim(doorway.join());
    doorway.join();

    doorway.advance(VALID.plusSeconds(2));

    assertThat(lobby.seats()).isZero();
    assertThat(doorway.quota().addresses()).isZero();
    assertThat(doorway.join().getRoom()).isEqualTo("duel-1");
    assertThat(ada.host().closed()).isFalse();
  }

  @Test
  void stopsARoomWhoseSeatsAllExpired() {
    doorway.join();
    doorway.join();

    doorway.advance(VALID.plusSeconds(2));

    assertThat(lobby.rooms()).isZero();
    assertThat(doorway.quota().addresses()).isZero();
  }

  @Test
  void refusesTheSeatOfARoomThatHasEnded() {
    Claim ada = doorway.claim(doorway.join());
    Seat bob = doorway.join();

    ada.host().stop(LeaveReason.ROOM_CLOSED, "The match is over");
    doorway.settle();

    assertThat(lobby.rooms()).isZero();
    assertRefused(
        () -> doorway.claim(bob),
        RefusalReason.SEAT_GONE,
        "The room of this seat has ended. Join again.",
        0);
    doorway.release(ada);
    assertThat(lobby.players()).isZero();
    assertThat(doorway.quota().addresses()).isZero();
    assertThat(doorway.join().getRoom()).isEqualTo("duel-2");
  }

  @Test
  void saysWhichSideIsOlder() {
    assertRefused(
        () -> doorway.join("duel", OptionalInt.of(2), "{}", "10.0.0.1"),
        RefusalReason.VERSION_MISMATCH,
        "The client speaks version 2 of duel.Duel, the server version 3."
            + " The client is older: reload it.",
        0);
    assertRefused(
        () -> doorway.join("duel", OptionalInt.of(4), "{}", "10.0.0.1"),
        RefusalReason.VERSION_MISMATCH,
        "The client speaks version 4 of duel.Duel, the server version 3."
            + " The server is older: update it.",
        0);
    assertThat(doorway.join("duel", OptionalInt.empty(), "{}", "10.0.0.1").getRoom())
        .isEqualTo("duel-1");
  }

  @Test
  void saysWhatItsContractHoldsToWhomSaysAnotherSum() {
    ContractList own = ContractList.of(Duel.getDescriptor());
    OptionalInt version = OptionalInt.of(3);

    Seat unsaid = doorway.join("duel", new ClientContract(version, ""), "{}", "10.0.0.1");
    Seat same = doorway.join("duel", new ClientContract(version, own.sum()), "{}", "10.0.0.1");
    Seat other = doorway.join("duel", new ClientContract(version, "00000000"), "{}", "10.0.0.1");

    assertThat(unsaid.getContractList()).isEmpty();
    assertThat(same.getContractList()).isEmpty();
    assertThat(other.getContractList()).isEqualTo(own.lines());
    assertThat(other.getToken()).isNotEmpty();
  }

  @Test
  void namesTheRoomTypesThereAre() {
    assertRefused(
        () -> doorway.join("chess", OptionalInt.empty(), "{}", "10.0.0.1"),
        RefusalReason.UNKNOWN_ROOM_TYPE,
        "There is no room type \"chess\" (there are: duel).",
        0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "{}", "{\"name\": \"\"}", "{\"weight\": \"1.5\"}"})
  void takesTheJoinMessageInProtobufsJson(String json) {
    assertThat(doorway.join("duel", OptionalInt.empty(), json, "10.0.0.1").getRoom())
        .isEqualTo("duel-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "7",
        "null",
        "{\"name\": {}}",
        "{\"nickname\": \"Ada\"}",
        "{\"weight\": \"heavy\"}",
        "{\"weight\": \"NaN\"}",
        "{\"weight\": \"Infinity\"}",
        "{\"weight\": 1e999}",
        "{\"name\": \"abcdefghijklmnopqrstuvwxyz0123456\"}",
        "{\"name\": \"\\ud800\"}"
      })
  void refusesABodyThatIsNotTheJoinMessage(String json) {
    assertThatThrownBy(() -> doorway.join("duel", OptionalInt.empty(), json, "10.0.0.1"))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("The body is not the join message of duel.Duel: ")
        .extracting(thrown -> ((RefusedException) thrown).reason())
        .isEqualTo(RefusalReason.BAD_REQUEST);
    assertThat(lobby.rooms()).isZero();
    assertThat(doorway.quota().addresses()).isZero();
  }

  @Test
  void refusesABodyThatIsNestedWithoutEnd() {
    String nested = "{\"a\":".repeat(3_000) + "1" + "}".repeat(3_000);

    assertThatThrownBy(() -> doorway.join("duel", OptionalInt.empty(), nested, "10.0.0.1"))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void givesNoSeatAndTakesNoneWhileItStops() {
    Claim ada = doorway.claim(doorway.join());
    Seat bob = doorway.join();

    lobby.stop();
    doorway.settle();

    String text = "The server is stopping. Try again in a moment.";
    assertRefused(doorway::join, RefusalReason.STOPPING, text, 2_000);
    assertRefused(() -> doorway.claim(bob), RefusalReason.STOPPING, text, 2_000);
    assertThat(ada.host().closed()).isTrue();
    assertThat(lobby.rooms()).isZero();
  }

  @Test
  void countsNothingAnymoreOnceTheFrontLoopHasEnded() {
    Claim ada = doorway.claim(doorway.join());
    doorway.close();

    doorway.front().shutdown();
    ada.release();

    assertThat(ada.host().closed()).isTrue();
  }

  private static void assertSeatGone(ThrowingCallable claim) {
    assertThatThrownBy(claim)
        .isInstanceOf(RefusedException.class)
        .extracting(thrown -> ((RefusedException) thrown).reason())
        .isEqualTo(RefusalReason.SEAT_GONE);
  }

  private static void assertRefused(
      ThrowingCallable asking, RefusalReason reason, String message, int retryAfterMillis) {
    assertThatThrownBy(asking)
        .isInstanceOf(RefusedException.class)
        .hasMessage(message)
        .satisfies(thrown -> {
          RefusedException refused = (RefusedException) thrown;
          assertThat(refused.reason()).isEqualTo(reason);
          assertThat(refused.retryAfterMillis()).isEqualTo(retryAfterMillis);
          assertThat(refused.getStackTrace()).isEmpty();
        });
  }
}
