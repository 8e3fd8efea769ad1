package dev.rondo.lobby;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.protocol.v1.Seat;
import dev.rondo.room.LeaveReason;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a player whose connection was lost comes back through the lobby; each room has 2 places. */
class LobbyResumeTest {
  private static final Duration TICK = Duration.ofMillis(50);
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final Duration SEAT = Duration.ofSeconds(15);

  private final Doorway doorway =
      new Doorway(limits -> limits.connectionsPerAddress(2), () -> new PlainRoom(() -> {}));
  private final Lobby lobby = doorway.lobby();

  @AfterEach
  void closeTheDoorway() {
    doorway.close();
  }

  @Test
  void givesASeatToWhoHoldsAToken() {
    Visitor ada = joined();

    Seat seat = resume(ada);

    assertThat(seat.getRoom()).isEqualTo("duel-1");
    assertThat(seat.getToken()).matches("[A-Za-z0-9_-]{22}");
    assertThat(seat.getUrl()).isEqualTo("ws?seat=" + seat.getToken());
    assertThat(ada.welcome().getResumeToken()).matches("[A-Za-z0-9_-]{22}");
    assertThat(lobby.seats()).isEqualTo(1);
    assertThat(lobby.players()).isEqualTo(1);
  }

  @Test
  void goesOnAsTheSamePlayer() {
    Visitor ada = joined();
    ada.drop();

    Visitor again = new Visitor();
    assertThat(again.enter(lobby.claim(resume(ada).getToken()))).isTrue();
    doorway.advance(TICK);

    assertThat(again.welcome().getResumed()).isTrue();
    assertThat(again.welcome().getPlayer()).isEqualTo(ada.welcome().getPlayer());
    assertThat(again.welcome().getResumeToken()).isNotEqualTo(ada.welcome().getResumeToken());
    assertThat(lobby.players()).isEqualTo(1);
  }

  @Test
  void takesOverFromAConnectionThatIsHalfOpen() {
    Visitor ada = joined();

    Visitor again = new Visitor();
    again.enter(lobby.claim(resume(ada).getToken()));
    doorway.advance(TICK);

    assertThat(ada.closes()).containsExactly(LeaveReason.REPLACED);
    assertThat(again.welcome().getResumed()).isTrue();
    assertThat(lobby.players()).isEqualTo(1);
  }

  @Test
  void keepsTheOldTokenUntilTheFirstFrameOnTheNewConnection() {
    Visitor ada = joined();
    ada.applied(1);
    ada.drop();
    Visitor again = new Visitor();
    again.enter(lobby.claim(resume(ada).getToken()));
    doorway.advance(TICK);

    assertThat(resume(ada).getRoom()).isEqualTo("duel-1");
    again.applied(2);

    assertPlayerGone(() -> resume(ada));
    assertThat(resume(again).getRoom()).isEqualTo("duel-1");
  }

  @Test
  void knowsNoTokenThatWasNeverGiven() {
    joined();

    assertPlayerGone(() -> lobby.resume("", 0, Doorway.address("10.0.0.1")));
    assertPlayerGone(() -> lobby.resume("AAAAAAAAAAAAAAAAAAAAAA", 0, Doorway.address("10.0.0.1")));
    assertThat(doorway.quota().addresses()).isZero();
  }

  @Test
  void takesNoSeatTokenForAResumeTokenNorTheOtherWayRound() {
    Seat seat = doorway.join();
    Visitor ada = joined();

    assertPlayerGone(() -> lobby.resume(seat.getToken(), 0, Doorway.address("10.0.0.1")));
    assertThatThrownBy(() -> lobby.claim(ada.welcome().getResumeToken()))
        .isInstanceOf(RefusedException.class)
        .extracting(thrown -> ((RefusedException) thrown).reason())
        .isEqualTo(RefusalReason.SEAT_GONE);
  }

  @Test
  void knowsNoTokenOfAPlayerWhoHasLeft() {
    Visitor ada = joined();
    ada.leave();

    assertPlayerGone(() -> resume(ada));
  }

  @Test
  void knowsNoTokenOnceTheGracePeriodIsOver() {
    Visitor ada = joined();
    joined();
    ada.drop();
    doorway.advance(GRACE.minusSeconds(1));
    assertThat(resume(ada).getRoom()).isEqualTo("duel-1");

    doorway.advance(Duration.ofSeconds(2));

    assertPlayerGone(() -> resume(ada));
    assertThat(lobby.players()).isEqualTo(1);
  }

  @Test
  void knowsNoTokenOfARoomThatHasEnded() {
    Visitor ada = joined();
    lobby.allRooms().get(0).stop(LeaveReason.ROOM_CLOSED, "The match is over");
    doorway.settle();

    assertPlayerGone(() -> resume(ada));
    assertThat(lobby.players()).isZero();
    assertThat(lobby.rooms()).isZero();
  }

  @Test
  void keepsThePlaceOfAPlayerWhoIsAway() {
    Visitor ada = joined();
    joined();
    ada.drop();

    doorway.advance(GRACE.minusSeconds(1));
    assertThat(doorway.join().getRoom()).isEqualTo("duel-2");
    assertThat(lobby.players()).isEqualTo(2);
    doorway.advance(Duration.ofSeconds(2));

    assertThat(doorway.join().getRoom()).isEqualTo("duel-1");
  }

  @Test
  void stopsARoomWhosePlayersDoNotComeBack() {
    Visitor ada = joined();
    ada.drop();
    doorway.advance(GRACE.minusSeconds(1));
    assertThat(lobby.rooms()).isEqualTo(1);

    doorway.advance(Duration.ofSeconds(2));

    assertThat(lobby.rooms()).isZero();
    assertThat(lobby.players()).isZero();
  }

  @Test
  void countsASeatForItsAddressUntilItIsClaimed() {
    Visitor ada = joined();
    Seat one = resume(ada);
    resume(ada);

    assertThatThrownBy(() -> resume(ada))
        .isInstanceOf(RefusedException.class)
        .hasMessage(
            "This address holds 2 connections and open seats already" + " (connectionsPerAddress).")
        .extracting(thrown -> ((RefusedException) thrown).reason())
        .isEqualTo(RefusalReason.TOO_MANY_CONNECTIONS);
    lobby.claim(one.getToken());

    assertThat(resume(ada).getRoom()).isEqualTo("duel-1");
  }

  @Test
  void givesTheAddressBackAndKeepsThePlaceWhenASeatExpires() {
    Visitor ada = joined();
    Seat seat = resume(ada);

    doorway.advance(SEAT.plusSeconds(2));

    assertThat(lobby.seats()).isZero();
    assertThat(doorway.quota().addresses()).isZero();
    assertThat(lobby.players()).isEqualTo(1);
    assertThat(lobby.rooms()).isEqualTo(1);
    assertThatThrownBy(() -> lobby.claim(seat.getToken())).isInstanceOf(RefusedException.class);
    assertThat(ada.closes()).isEmpty();
  }

  @Test
  void refusesAClaimWhosePlayerHasLeftMeanwhile() {
    Visitor ada = joined();
    joined();
    Claim claim = lobby.claim(resume(ada).getToken());
    ada.leave();

    assertThat(new Visitor().enter(claim)).isFalse();
    doorway.release(claim);

    assertThat(claim.refusal().reason()).isEqualTo(RefusalReason.PLAYER_GONE);
    assertThat(lobby.players()).isEqualTo(1);
  }

  @Test
  void refusesAClaimWhoseRoomHasEndedMeanwhile() {
    Visitor ada = joined();
    Seat seat = resume(ada);
    lobby.allRooms().get(0).stop(LeaveReason.ROOM_CLOSED, "The match is over");
    doorway.settle();

    Claim claim = lobby.claim(seat.getToken());

    assertThat(new Visitor().enter(claim)).isFalse();
    assertThat(claim.refusal().reason()).isEqualTo(RefusalReason.PLAYER_GONE);
    doorway.release(claim);
    assertThat(lobby.players()).isZero();
    assertThat(doorway.quota().addresses()).isZero();
  }

  @Test
  void giveNoPlaceBackWithAConnectionOfAPlayerWhoStays() {
    Visitor ada = joined();
    Claim claim = lobby.claim(resume(ada).getToken());
    Visitor again = new Visitor();
    again.enter(claim);

    again.drop();
    doorway.release(claim);

    assertThat(lobby.players()).isEqualTo(1);
    assertThat(lobby.rooms()).isEqualTo(1);
  }

  @Test
  void claimsTheTwoSeatsOfOnePlayerOneAfterTheOther() {
    Visitor ada = joined();
    List<Claim> claims =
        List.of(lobby.claim(resume(ada).getToken()), lobby.claim(resume(ada).getToken()));
    Visitor second = new Visitor();
    Visitor third = new Visitor();

    second.enter(claims.get(0));
    third.enter(claims.get(1));
    doorway.advance(TICK);

    assertThat(ada.closes()).containsExactly(LeaveReason.REPLACED);
    assertThat(second.closes()).containsExactly(LeaveReason.REPLACED);
    assertThat(third.closes()).isEmpty();
    assertThat(third.frames()).hasSize(1);
  }

  @Test
  void givesNoSeatWhileItStops() {
    Visitor ada = joined();

    lobby.stop();

    assertThatThrownBy(() -> resume(ada))
        .isInstanceOf(RefusedException.class)
        .extracting(thrown -> ((RefusedException) thrown).reason())
        .isEqualTo(RefusalReason.STOPPING);
  }

  /** Somebody who is in the room, and was welcomed. */
  private Visitor joined() {
    Visitor visitor = new Visitor();
    visitor.enter(doorway.claim(doorway.join("10.0.0.9")));
    doorway.advance(TICK);
    return visitor;
  }

  private Seat resume(Visitor visitor) {
    return lobby.resume(visitor.welcome().getResumeToken(), 1, Doorway.address("10.0.0.1"));
  }

  private static void assertPlayerGone(ThrowingCallable resuming) {
    assertThatThrownBy(resuming)
        .isInstanceOf(RefusedException.class)
        .hasMessage("There is no player to come back to: the token is unknown, the player has left,"
            + " the grace period is over, or the room has ended. Join again.")
        .extracting(thrown -> ((RefusedException) thrown).reason())
        .isEqualTo(RefusalReason.PLAYER_GONE);
  }
}
