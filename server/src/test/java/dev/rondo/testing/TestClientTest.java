package dev.rondo.testing;

import static dev.rondo.testing.Fairground.buy;
import static dev.rondo.testing.Fairground.fair;
import static dev.rondo.testing.Fairground.go;
import static dev.rondo.testing.Fairground.guest;
import static dev.rondo.testing.Fairground.said;
import static dev.rondo.testing.Fairground.say;
import static dev.rondo.testing.Fairground.show;
import static dev.rondo.testing.Fairground.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.protobuf.ByteString;
import dev.rondo.client.CloseName;
import dev.rondo.client.Closed;
import dev.rondo.client.RequestFailedException;
import dev.rondo.client.RoomStatus;
import dev.rondo.testing.fair.Bought;
import dev.rondo.testing.fair.Event;
import dev.rondo.testing.fair.Place;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a player does, over a network that does nothing. */
class TestClientTest {
  private final RoomTester<FairRoom, Place, Event> tester = fair().start();
  private final TestClient<Place, Event> ada = tester.join("Ada");
  private final TestClient<Place, Event> bob = tester.join("Bob");

  @AfterEach
  void endTheRoom() {
    tester.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 20, 24, 30, 60, 144, 240})
  void hasEachInputInTheNextTickAtAnyRate(int tickRate) {
    try (var own = fair().options(room -> room.tickRate(tickRate)).start()) {
      TestClient<Place, Event> cay = own.join("Cay");
      Random random = new Random(tickRate);
      int x = 0;

      for (int i = 0; i < 300; i++) {
        own.ticks(1 + random.nextInt(random.nextInt(30) + 1));
        cay.input(step(i));
        own.ticks(1);

        x += i;
        assertThat(guest(cay).getX()).isEqualTo(x);
      }
    }
  }

  @Test
  void hasTheNewestOfSeveralInputsInTheNextTick() {
    tester.ticks(1);

    ada.input(step(1));
    ada.input(step(5));
    tester.ticks(5);

    assertThat(guest(ada).getX()).isEqualTo(5);
    assertThat(guest(bob).getX()).isZero();
  }

  @Test
  void doesAllThatItIsToldBetweenTwoTicksInTheNext() {
    tester.ticks(1);

    ada.input(step(3));
    for (int i = 1; i <= 9; i++) {
      ada.send(say("word " + i));
    }
    CompletionStage<Bought> bought = ada.request(buy(40), Bought.class);
    tester.ticks(1);

    assertThat(guest(ada).getX()).isEqualTo(3);
    assertThat(said(bob)).hasSize(9).startsWith("Ada: word 1").endsWith("Ada: word 9");
    assertThat(bought)
        .isCompletedWithValueMatching(answer -> answer.getChange() == 60, "change of 60");
  }

  @Test
  void isToldWhenACommandWasReceived() {
    tester.ticks(1);

    CompletionStage<Void> received = ada.send(say("hi"));
    assertThat(received).isNotDone();
    tester.ticks(1);

    assertThat(received).isCompleted();
  }

  @Test
  void isToldWhyARequestFails() {
    tester.ticks(1);

    CompletionStage<Bought> bought = ada.request(buy(101), Bought.class);
    tester.ticks(1);

    assertThat(bought)
        .isCompletedExceptionally()
        .failsWithin(java.time.Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .asInstanceOf(InstanceOfAssertFactories.type(RequestFailedException.class))
        .extracting(RequestFailedException::code)
        .isEqualTo("too_expensive");
  }

  @Test
  void sendsAndReceivesAttachments() {
    byte[] picture = new byte[100_000];
    new Random(3).nextBytes(picture);
    tester.ticks(1);

    CompletionStage<Void> received = ada.attach(show("a cow"), ByteString.copyFrom(picture));
    tester.ticks(200);

    assertThat(received).isCompleted();
    assertThat(bob.lastEvent().getShown().getTitle()).isEqualTo("a cow");
    assertThat(bob.heard())
        .singleElement()
        .extracting(Heard::attachment)
        .isEqualTo(ByteString.copyFrom(picture));
    assertThat(bob.heard().get(0).tick()).isBetween(20, 200);
  }

  @Test
  void showsTheEventsFromTheFirstOn() {
    assertThatExceptionOfType(NoSuchElementException.class)
        .isThrownBy(ada::lastEvent)
        .withMessage("Ada has heard of no event");
    tester.ticks(1);

    bob.send(say("one"));
    tester.ticks(1);
    bob.send(say("two"));
    tester.ticks(1);

    assertThat(said(ada)).containsExactly("Bob: one", "Bob: two");
    assertThat(ada.lastEvent()).isEqualTo(ada.events().get(1));
    assertThat(ada.heard()).extracting(Heard::tick).containsExactly(2, 3);
    assertThat(ada.heard()).extracting(Heard::attachment).containsOnlyNulls();
  }

  @Test
  void leaves() {
    tester.ticks(1);

    CompletionStage<Closed> left = ada.leave();
    tester.ticks(1);

    assertThat(left).isCompletedWithValueMatching(closed -> closed.name() == CloseName.LEFT);
    assertThat(tester.room().calls()).containsExactly("joined Ada", "joined Bob", "left Ada LEFT");
    assertThat(bob.state().getGuestsList()).hasSize(1);
  }

  @Test
  void leavesBeforeItHasCome() {
    ada.leave();
    tester.ticks(2);

    assertThat(ada.status()).isEqualTo(RoomStatus.CLOSED);
    assertThat(tester.room().calls()).containsExactly("joined Bob");
  }

  @Test
  void isToldWhyItIsPutOut() {
    tester.ticks(1);

    ada.send(go());
    tester.ticks(1);

    assertThat(ada.status()).isEqualTo(RoomStatus.CLOSED);
    assertThat(ada.closed()).hasValueSatisfying(closed -> {
      assertThat(closed.name()).isEqualTo(CloseName.KICKED);
      assertThat(closed.reason()).isEqualTo("You asked for it");
      assertThat(closed.comeBack()).isFalse();
    });
    assertThat(bob.closed()).isEmpty();
    assertThatIllegalStateException()
        .isThrownBy(ada::resume)
        .withMessageContaining("Ada cannot come back: CLOSED");
    assertThatIllegalStateException().isThrownBy(ada::drop).withMessage("Ada has no connection");
  }

  @Test
  void knowsWhoItIs() {
    tester.ticks(1);

    assertThat(ada.name()).isEqualTo("Ada");
    assertThat(ada.playerId()).isGreaterThanOrEqualTo(100).isNotEqualTo(bob.playerId());
  }
}
