package dev.rondo.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.client.RoomStatus;
import dev.rondo.life.House.Guest;
import dev.rondo.life.LifeRoom.Script;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds for the life of a player, wherever the room runs: each arrow of docs/rooms.md. */
abstract class LifeContract {
  private final Script script = new Script();
  private final House house = open(script);

  /** Opens a house whose room plays by a script. */
  abstract House open(Script rooms);

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  @Arrow({"arrives", "joins"})
  void joinsWithoutWaiting() {
    Guest ada = house.join("Ada");

    awaitTold("onJoin Ada");
    house.await("Ada is in", () -> ada.status() == RoomStatus.CONNECTED);

    assertThat(ada.player()).isGreaterThanOrEqualTo(100);
    assertThat(ada.end()).isEmpty();
  }

  @Test
  @Arrow("turned-away")
  void isTurnedAway() {
    Guest mallory = house.join("Mallory");

    awaitEnd(mallory, "rule_broken");

    assertThat(script.told()).isEmpty();
  }

  @Test
  @Arrow({"waits", "joins"})
  void waitsForWhatIsOutsideAndJoins() {
    Guest guest = house.join("Waits");
    awaitTold("beforeJoin Waits");
    house.awaitTicks(30);
    assertThat(guest.status()).isEqualTo(RoomStatus.CONNECTING);
    assertThat(script.told()).containsExactly("beforeJoin Waits");

    script.gate().complete("come in");

    awaitTold("beforeJoin Waits", "onJoin Waits");
    house.await("the guest is in", () -> guest.status() == RoomStatus.CONNECTED);
  }

  @Test
  @Arrow({"waits", "not-admitted"})
  void isNotAdmittedWhenWhatIsOutsideFails() {
    Guest guest = house.join("Waits");
    awaitTold("beforeJoin Waits");

    script.gate().completeExceptionally(new IllegalStateException("scripted failure outside"));

    awaitEnd(guest, "not_admitted");
    assertThat(script.told()).containsExactly("beforeJoin Waits");
  }

  @Test
  @Arrow({"waits", "not-admitted"})
  void isNotAdmittedWhenTheGameDoesNotWantIt() {
    Guest guest = house.join("Waits");
    awaitTold("beforeJoin Waits");

    script.gate().complete("stay out");

    awaitEnd(guest, "kicked");
    assertThat(script.told()).containsExactly("beforeJoin Waits");
  }

  @Test
  @Arrow({"waits", "gone-early"})
  void wasNeverThereWhenItGoesBeforeItIsIn() {
    Guest leaves = house.join("Waits");
    awaitTold("beforeJoin Waits");
    leaves.leave();
    Guest lost = house.join("Waits");
    awaitTold("beforeJoin Waits", "beforeJoin Waits");
    lost.lose();
    house.awaitTicks(10);

    script.gate().complete("come in");
    house.awaitTicks(10);

    assertThat(script.told()).containsExactly("beforeJoin Waits", "beforeJoin Waits");
  }

  @Test
  @Arrow({"drops", "resumes"})
  void dropsAndComesBackAsTheSamePlayer() {
    Guest ada = joined("Ada");
    int player = ada.player();

    ada.lose();
    awaitTold("onJoin Ada", "onDrop Ada");
    house.await("Ada knows", () -> ada.status() == RoomStatus.RECONNECTING);
    ada.comeBack();

    awaitTold("onJoin Ada", "onDrop Ada", "onResume Ada");
    house.await("Ada is back", () -> ada.status() == RoomStatus.CONNECTED);
    assertThat(ada.player()).isEqualTo(player);
  }

  @Test
  @Arrow({"drops", "resumes"})
  void dropsAgainAndAgain() {
    Guest ada = joined("Ada");

    for (int i = 0; i < 3; i++) {
      int changes = script.told().size();
      ada.lose();
      house.await("the drop", () -> script.told().size() == changes + 1);
      ada.comeBack();
      house.await("the resume", () -> script.told().size() == changes + 2);
      house.await("Ada is back", () -> ada.status() == RoomStatus.CONNECTED);
    }

    assertThat(script.told())
        .containsExactly(
            "onJoin Ada",
            "onDrop Ada",
            "onResume Ada",
            "onDrop Ada",
            "onResume Ada",
            "onDrop Ada",
            "onResume Ada");
  }

  @Test
  @Arrow("replaced")
  void takesOverFromItsOwnConnectionThatNobodyMisses() {
    Guest ada = joined("Ada");

    ada.loseUnnoticedAndComeBack();

    awaitTold("onJoin Ada", "onDrop Ada", "onResume Ada");
    house.await("Ada is back", () -> ada.status() == RoomStatus.CONNECTED);
    house.awaitTicks(30);
    assertThat(script.told()).hasSize(3);
  }

  @Test
  @Arrow("leaves")
  void leavesByItself() {
    Guest ada = joined("Ada");

    ada.leave();

    awaitTold("onJoin Ada", "onLeave Ada LEFT");
    awaitEnd(ada, "left");
  }

  @Test
  @Arrow("leaves")
  void isKicked() {
    Guest ada = joined("Ada");

    house.inTheRoom(room -> room.kick("Ada"));

    awaitTold("onJoin Ada", "onLeave Ada KICKED");
    awaitEnd(ada, "kicked");
  }

  @Test
  @Arrow("leaves")
  void breaksARule() {
    Guest ada = joined("Ada");

    ada.breakARule();

    awaitTold("onJoin Ada", "onLeave Ada RULE_BROKEN");
    awaitEnd(ada, "rule_broken");
  }

  @Test
  @Arrow("leaves")
  void leavesWithTheRoom() {
    Guest ada = joined("Ada");

    house.inTheRoom(LifeRoom::end);

    awaitTold("onJoin Ada", "onLeave Ada ROOM_CLOSED");
    awaitEnd(ada, "room_closed");
  }

  @Test
  @Arrow("leaves")
  void leavesARoomThatFails() {
    Guest ada = joined("Ada");

    ada.upset();

    awaitTold("onJoin Ada", "onLeave Ada ROOM_FAILED");
    awaitEnd(ada, "room_failed");
  }

  @Test
  @Arrow("leaves")
  void leavesWithTheServer() {
    Guest ada = joined("Ada");

    house.stop();

    awaitTold("onJoin Ada", "onLeave Ada STOPPING");
    awaitEnd(ada, "stopping");
  }

  @Test
  @Arrow({"drops", "given-up"})
  void isGivenUpAfterTheGrace() {
    Guest ada = joined("Ada");

    ada.lose();

    awaitTold("onJoin Ada", "onDrop Ada", "onLeave Ada LOST");
    ada.comeBack();
    awaitEnd(ada, "lost");
    assertThat(script.told()).hasSize(3);
  }

  @Test
  @Arrow({"drops", "put-out"})
  void isPutOutWhileAway() {
    Guest ada = joined("Ada");
    ada.lose();
    awaitTold("onJoin Ada", "onDrop Ada");

    house.inTheRoom(room -> room.kick("Ada"));

    awaitTold("onJoin Ada", "onDrop Ada", "onLeave Ada KICKED");
    ada.comeBack();
    awaitEnd(ada, "lost");
    assertThat(script.told()).hasSize(3);
  }

  @Test
  @Arrow({"drops", "put-out"})
  void isPutOutWithTheRoomWhileAway() {
    Guest ada = joined("Ada");
    ada.lose();
    awaitTold("onJoin Ada", "onDrop Ada");

    house.inTheRoom(LifeRoom::end);

    awaitTold("onJoin Ada", "onDrop Ada", "onLeave Ada ROOM_CLOSED");
  }

  private Guest joined(String name) {
    Guest guest = house.join(name);
    house.await(name + " is in", () -> guest.status() == RoomStatus.CONNECTED);
    return guest;
  }

  private void awaitTold(String... expected) {
    house.await(
        "the game is told " + String.join(", ", expected),
        () -> script.told().size() >= expected.length);
    assertThat(script.told()).containsExactly(expected);
  }

  private void awaitEnd(Guest guest, String name) {
    house.await("the end, " + name, () -> guest.end().isPresent());
    assertThat(guest.end()).contains(name);
    assertThat(guest.status()).isEqualTo(RoomStatus.CLOSED);
  }
}
