package dev.rondo.lobby;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.room.LeaveReason;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The place that a claim holds is given back once, on whichever way it ends. */
class JoinClaimTest {
  private static final Duration TICK = Duration.ofMillis(50);

  private Doorway doorway = new Doorway(limits -> limits, () -> new PlainRoom(() -> {}));
  private Claim other = stayer();

  @AfterEach
  void closeTheDoorway() {
    doorway.close();
  }

  @Test
  void givesBackOnceWhenItNeverEntered() {
    Claim claim = doorway.claim(doorway.join());

    doorway.release(claim);
    doorway.release(claim);

    assertPlaceIsFree();
  }

  @Test
  void givesBackOnceWhenThePlayerLeaves() {
    Claim claim = doorway.claim(doorway.join());
    Visitor ada = new Visitor();
    ada.enter(claim);
    doorway.advance(TICK);

    ada.leave();
    doorway.advance(TICK);
    doorway.release(claim);

    assertPlaceIsFree();
  }

  @Test
  void keepsThePlaceWhenOnlyTheConnectionIsGone() {
    Claim claim = doorway.claim(doorway.join());
    Visitor ada = new Visitor();
    ada.enter(claim);
    doorway.advance(TICK);

    ada.drop();
    doorway.release(claim);
    assertThat(doorway.lobby().players()).isEqualTo(2);
    doorway.advance(Duration.ofSeconds(21));

    assertPlaceIsFree();
  }

  @Test
  void givesBackOnceWhenTheConnectionGoesBeforeTheTick() {
    Claim claim = doorway.claim(doorway.join());
    Visitor ada = new Visitor();
    ada.enter(claim);

    ada.drop();
    doorway.release(claim);
    doorway.advance(TICK);

    assertPlaceIsFree();
  }

  @Test
  void givesBackOnceWhenTheRoomHasEndedBeforeItEnters() {
    Claim claim = doorway.claim(doorway.join());
    doorway.lobby().allRooms().get(0).stop(LeaveReason.ROOM_CLOSED, "The match is over");
    doorway.settle();

    assertThat(new Visitor().enter(claim)).isFalse();
    assertThat(claim.refusal().reason()).isEqualTo(RefusalReason.SEAT_GONE);
    doorway.release(claim);
    doorway.release(other);

    assertNothingIsLeft();
  }

  @Test
  void givesBackOnceWhenTheRoomEnds() {
    Claim claim = doorway.claim(doorway.join());
    Visitor ada = new Visitor();
    ada.enter(claim);
    doorway.advance(TICK);

    doorway.lobby().allRooms().get(0).stop(LeaveReason.ROOM_CLOSED, "The match is over");
    doorway.settle();
    doorway.release(claim);
    doorway.release(other);

    assertThat(ada.closes()).containsExactly(LeaveReason.ROOM_CLOSED);
    assertNothingIsLeft();
  }

  @Test
  void givesBackOnceWhenTheRoomFailsOverTheJoin() {
    doorway.close();
    doorway = new Doorway(limits -> limits, JoinClaimTest::failingRoom);
    Claim claim = doorway.claim(doorway.join());
    Visitor ada = new Visitor();
    ada.enter(claim);

    doorway.advance(TICK);
    doorway.release(claim);

    assertThat(ada.closes()).containsExactly(LeaveReason.ROOM_FAILED);
    assertNothingIsLeft();
  }

  @Test
  void givesBackOnceWhenTheServerStops() {
    Claim claim = doorway.claim(doorway.join());
    Visitor ada = new Visitor();
    ada.enter(claim);

    doorway.lobby().stop();
    doorway.settle();
    doorway.release(claim);
    doorway.release(other);

    assertThat(ada.closes()).containsExactly(LeaveReason.STOPPING);
    assertNothingIsLeft();
  }

  private static PlainRoom failingRoom() {
    return new PlainRoom(() -> {}, () -> {
      throw new IllegalStateException("scripted");
    });
  }

  /** One of the two places is always taken, so that the room goes on. */
  private Claim stayer() {
    return doorway.claim(doorway.join());
  }

  private void assertPlaceIsFree() {
    assertThat(doorway.lobby().players()).isEqualTo(1);
    assertThat(doorway.join().getRoom()).isEqualTo("duel-1");
    assertThat(doorway.join().getRoom()).isEqualTo("duel-2");
  }

  private void assertNothingIsLeft() {
    assertThat(doorway.lobby().players()).isZero();
    assertThat(doorway.lobby().rooms()).isZero();
    assertThat(doorway.lobby().seats()).isZero();
    assertThat(doorway.quota().addresses()).isZero();
  }
}
