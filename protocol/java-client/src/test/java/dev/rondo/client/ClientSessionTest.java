package dev.rondo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.rondo.protocol.v1.Control;
import dev.rondo.protocol.v1.ServerFrame;
import dev.rondo.test.market.Place;
import dev.rondo.test.market.Stall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A stay from the first frame to the end: what is told and in which order, and what ends it. */
class ClientSessionTest {
  private static final Place TWO_STALLS = Place.newBuilder()
      .addStalls(Stall.newBuilder().setId(200).setOwner("Ada"))
      .addStalls(Stall.newBuilder().setId(150).setOwner("Bob"))
      .build();

  @Test
  void isReadyWithTheFrameThatSaysSo() {
    Stay stay = new Stay();
    stay.connect();

    stay.receive(Stay.frame(7, Control.newBuilder().setWelcome(Stay.welcome())));
    RoomStatus before = stay.session.status();
    stay.receive(Stay.frame(8, Control.newBuilder().setReady(Stay.READY)), TWO_STALLS);

    assertThat(before).isEqualTo(RoomStatus.CONNECTING);
    assertThat(stay.session.status()).isEqualTo(RoomStatus.CONNECTED);
    assertThat(stay.session.id()).isEqualTo("market-1");
    assertThat(stay.session.playerId()).isEqualTo(107);
    assertThat(stay.session.tick()).isEqualTo(8);
    assertThat(stay.session.state().getStallsList())
        .extracting(Stall::getId)
        .containsExactly(150, 200);
    assertThat(stay.told).containsExactly("frame 7", "ready", "frame 8");
  }

  @Test
  void tellsReadyThenEventsThenTheFrame() {
    Stay stay = new Stay();
    stay.connect();

    stay.receive(Stay.frame(9, Control.newBuilder().setWelcome(Stay.welcome()).setReady(Stay.READY))
        .addEvents(Stay.said("hello", 2))
        .addEvents(Stay.said("there", 0)));

    assertThat(stay.told)
        .containsExactly("ready", "event hello of 7", "event there of 9", "frame 9");
  }

  @Test
  void keepsQuietAboutEventsThatTheContractDoesNotKnow() {
    Stay stay = Stay.ready();

    stay.receive(ServerFrame.newBuilder()
        .addEvents(dev.rondo.protocol.v1.Event.newBuilder()
            .setPayload(ByteString.fromHex("fa0100")))); // field 31, empty

    assertThat(stay.told).containsExactly("frame 101");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing at all
        "0807", // a tick alone
        "3a100a0c0a016d106b1880e1eb1722001200", // a welcome without a tick
        "08073a060a0410641800", // a tick of no length
        "ff", // no frame
        "3b", // a group
      })
  void refusesAFirstFrameThatIsNone(String hex) {
    Stay stay = new Stay();
    RecordedOutlet outlet = stay.connect();

    stay.receive(ByteString.fromHex(hex));

    assertThat(stay.session.status()).isEqualTo(RoomStatus.CLOSED);
    assertThat(outlet.closeCode).isEqualTo(4400);
    assertThat(stay.told).singleElement().asString().startsWith("closed BAD_ANSWER 4400");
  }

  @Test
  void refusesAStateThatIsNotTheContracts() {
    Stay stay = Stay.ready();

    stay.receive(ByteString.fromHex("4202080a")); // a stall with id 10

    assertThat(stay.outlet.closeCode).isEqualTo(4400);
    assertThat(stay.told.get(0))
        .isEqualTo("closed BAD_ANSWER 4400 The server sent what this client cannot read: an element"
            + " of stalls has id 10 (expected: 100 or more). Check that both sides use the same"
            + " contract and the same version of Rondo.");
  }

  @Test
  void hearsNothingOfAConnectionThatItClosed() {
    Stay stay = Stay.ready();
    stay.goodbye(4000, false);
    stay.told.clear();

    stay.receive(ServerFrame.newBuilder().addEvents(Stay.said("late", 0)));
    stay.session.disconnected(1006, "");
    stay.session.run();

    assertThat(stay.told).isEmpty();
    assertThat(stay.session.nanosUntilDue()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void livesThroughAListenerThatThrows() {
    Stay stay = Stay.ready();
    stay.onFrame = () -> {
      throw new IllegalStateException("a bug of the game");
    };

    stay.receive(ServerFrame.newBuilder());
    stay.receive(ServerFrame.newBuilder());

    assertThat(stay.told).containsExactly("frame 101", "frame 102");
  }

  // Losing the connection, and coming back.

  @Test
  void keepsItsStateWhileItIsAwayAndAsksWithTheNewestToken() {
    Stay stay = Stay.ready();
    stay.receive(ServerFrame.newBuilder(), TWO_STALLS);

    stay.session.disconnected(1006, "cut");

    assertThat(stay.session.status()).isEqualTo(RoomStatus.RECONNECTING);
    assertThat(stay.told).containsExactly("frame 101", "disconnected");
    assertThat(stay.session.state().getStallsCount()).isEqualTo(2);
    assertThat(stay.session.resume().getToken()).isEqualTo("first");
    assertThat(stay.session.resume().getApplied()).isEqualTo(101);
  }

  @Test
  void goesOnWithACopyOfWhichOnlyWhatTheServerNamesIsLeft() {
    Stay stay = Stay.ready();
    stay.receive(ServerFrame.newBuilder(), TWO_STALLS);
    stay.lose();

    stay.connect();
    stay.receive(
        Stay.frame(
                120,
                Control.newBuilder()
                    .setWelcome(Stay.welcome().setResumed(true).setMissed(3))
                    .setReady(Stay.READY))
            .addEvents(Stay.said("welcome back", 1)),
        Place.newBuilder().addStalls(Stall.newBuilder().setId(150).setX(7)).build());

    assertThat(stay.told)
        .containsExactly("event welcome back of 119", "resumed, missed 3", "frame 120");
    assertThat(stay.session.status()).isEqualTo(RoomStatus.CONNECTED);
    assertThat(stay.session.state())
        .isEqualTo(
            Place.newBuilder().addStalls(Stall.newBuilder().setId(150).setX(7)).build());
  }

  @Test
  void staysReconnectingUntilTheRoomIsReadyAgain() {
    Stay stay = Stay.ready();
    stay.lose();

    stay.connect();
    stay.receive(Stay.frame(
        120, Control.newBuilder().setWelcome(Stay.welcome().setResumed(true).setMissed(1))));
    RoomStatus before = stay.session.status();
    stay.receive(Stay.frame(121, Control.newBuilder().setReady(Stay.READY)));

    assertThat(before).isEqualTo(RoomStatus.RECONNECTING);
    assertThat(stay.told).containsExactly("frame 120", "resumed, missed 1", "frame 121");
  }

  @Test
  void asksAgainWithTheSameTokenWhenAConnectionBreaksBeforeItsWelcome() {
    Stay stay = Stay.ready();
    stay.lose();

    stay.connect();
    stay.session.disconnected(1006, "cut again");

    assertThat(stay.session.status()).isEqualTo(RoomStatus.RECONNECTING);
    assertThat(stay.session.resume().getToken()).isEqualTo("first");
    assertThat(stay.told).isEmpty();
  }

  @Test
  void isLostWhenTheGracePeriodIsOverSinceTheLossThatTheServerKnows() {
    Stay stay = Stay.ready();
    stay.lose();
    stay.pass(15_000);
    stay.connect();
    stay.session.disconnected(1006, "cut before its welcome");

    stay.pass(4_999);
    RoomStatus before = stay.session.status();
    stay.pass(1);

    assertThat(before).isEqualTo(RoomStatus.RECONNECTING);
    assertThat(stay.told)
        .containsExactly(
            "closed LOST 1006 The connection was lost for longer than the grace period.");
  }

  @Test
  void startsTheGracePeriodAnewOnceItWasTakenBack() {
    Stay stay = Stay.ready();
    stay.lose();
    stay.pass(15_000);
    stay.resume(0);
    stay.lose();

    stay.pass(19_999);

    assertThat(stay.session.status()).isEqualTo(RoomStatus.RECONNECTING);
    assertThat(stay.session.resume().getToken()).isEqualTo("second");
  }

  @Test
  void takesSilenceForALoss() {
    Stay stay = Stay.ready();

    stay.pass(2_999);
    RoomStatus before = stay.session.status();
    stay.pass(1);

    assertThat(before).isEqualTo(RoomStatus.CONNECTED);
    assertThat(stay.session.status()).isEqualTo(RoomStatus.RECONNECTING);
    assertThat(stay.outlet.closeCode).isEqualTo(1000);
    assertThat(stay.told).containsExactly("disconnected");
  }

  @Test
  void takesSilenceOfANewConnectionForALossToo() {
    Stay stay = new Stay();
    stay.connect();

    stay.pass(3_000);

    assertThat(stay.told)
        .containsExactly("closed LOST 1006 Nothing came from the server for 3000 ms.");
  }

  @ParameterizedTest
  @CsvSource({"first, 0", "'', 20000"})
  void isLostAtOnceWhereTheServerKeepsNoPlace(String token, int graceMillis) {
    Stay stay = new Stay();
    stay.connect();
    stay.receive(Stay.frame(
        1,
        Control.newBuilder()
            .setWelcome(Stay.welcome().setResumeToken(token).setGraceMillis(graceMillis))
            .setReady(Stay.READY)));
    stay.told.clear();

    stay.session.disconnected(1006, "cut");

    assertThat(stay.told).containsExactly("closed LOST 1006 cut");
  }

  @Test
  void refusesAWelcomeToAnotherStay() {
    Stay stay = Stay.ready();
    stay.lose();

    stay.connect();
    stay.receive(
        Stay.frame(1, Control.newBuilder().setWelcome(Stay.welcome()).setReady(Stay.READY)));

    assertThat(stay.outlet.closeCode).isEqualTo(4400);
    assertThat(stay.session.status()).isEqualTo(RoomStatus.CLOSED);
  }

  @Test
  void isLostWhenItsDriverGivesUp() {
    Stay stay = Stay.ready();
    stay.lose();

    stay.session.giveUp("player_gone");

    assertThat(stay.told).containsExactly("closed LOST 1006 player_gone");
  }

  // Ends that are meant.

  @ParameterizedTest
  @CsvSource({
    "1000, LEFT",
    "1001, STOPPING",
    "1008, RULE_BROKEN",
    "1011, ROOM_FAILED",
    "4000, KICKED",
    "4001, ROOM_CLOSED",
    "4004, REPLACED",
    "4005, NOT_ADMITTED"
  })
  void isClosedByAGoodbye(int code, CloseName name) {
    Stay stay = Stay.ready();

    stay.goodbye(code, true);

    Closed closed = stay.session.leave().toCompletableFuture().join();
    assertThat(closed).isEqualTo(new Closed(name, code, "because", true, 250));
    assertThat(stay.told).containsExactly("closed " + name + " " + code + " because");
    assertThat(stay.session.tick()).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(ints = {4002, 4003})
  void comesBackAfterAGoodbyeToAConnectionThatWasTooSlowOrSilent(int code) {
    Stay stay = Stay.ready();

    stay.goodbye(code, true);

    assertThat(stay.session.status()).isEqualTo(RoomStatus.RECONNECTING);
    assertThat(stay.outlet.closeCode).isEqualTo(1000);
  }

  @ParameterizedTest
  @CsvSource({
    "1000, RECONNECTING",
    "1001, RECONNECTING",
    "1005, RECONNECTING",
    "1011, RECONNECTING",
    "1012, RECONNECTING",
    "1007, CLOSED",
    "1009, CLOSED",
    "4000, CLOSED",
    "4004, CLOSED"
  })
  void comesBackAfterACloseAloneUnlessItIsMeant(int code, RoomStatus status) {
    Stay stay = Stay.ready();

    stay.session.disconnected(code, "");

    assertThat(stay.session.status()).isEqualTo(status);
  }

  @Test
  void leavesAfterWhatWaits() {
    Stay stay = Stay.ready();
    stay.session.send(Stay.say("bye"));

    var closed = stay.session.leave().toCompletableFuture();
    stay.pass(Stay.TICK_MILLIS);

    assertThat(stay.outlet.last().getCommandsCount()).isEqualTo(1);
    assertThat(stay.outlet.last().hasLeave()).isTrue();
    assertThat(closed).isNotDone();
    stay.goodbye(1000, false);
    assertThat(closed.join().name()).isEqualTo(CloseName.LEFT);
  }

  @Test
  void leavesWithinTwoSecondsWhateverTheServerDoes() {
    Stay stay = Stay.ready();

    var closed = stay.session.leave().toCompletableFuture();
    for (int i = 0; i < 40; i++) {
      assertThat(closed).isNotDone();
      stay.tick();
    }

    assertThat(closed.join().name()).isEqualTo(CloseName.LEFT);
    assertThat(stay.outlet.closeCode).isEqualTo(1000);
    assertThat(stay.outlet.frames.stream().filter(frame -> frame.hasLeave())).hasSize(1);
    assertThat(stay.outlet.last().hasLeave()).isTrue();
  }

  @Test
  void leavesAtOnceWhileItIsAway() {
    Stay stay = Stay.ready();
    stay.lose();

    stay.session.leave();

    assertThat(stay.told).containsExactly("closed LEFT 1000 ");
  }

  @Test
  void sendsNothingMoreOnceItHasLeft() {
    Stay stay = Stay.ready();

    stay.session.leave();

    stay.session.input(Stay.walk(1)); // is ignored
    assertThatThrownBy(() -> stay.session.send(Stay.say("still here")))
        .isInstanceOf(RondoException.class)
        .extracting("code")
        .isEqualTo("closed");
  }

  @Test
  void closesAConnectionThatCameTooLate() {
    Stay stay = Stay.ready();
    stay.lose();
    stay.session.leave();

    RecordedOutlet late = stay.connect();

    assertThat(late.closeCode).isEqualTo(1000);
  }

  @Test
  void tellsAllThatWaitHowItEnded() {
    Stay stay = Stay.ready();
    var sent = stay.session.send(Stay.say("hi")).toCompletableFuture();
    var attached = stay.session.attach(Stay.hang("a"), ByteString.EMPTY).toCompletableFuture();

    stay.goodbye(4000, false);

    assertThat(sent).isCompletedExceptionally();
    assertThatThrownBy(attached::join)
        .hasCauseInstanceOf(RondoException.class)
        .hasMessageContaining("The stay in the room ended: because (4000).");
  }
}
