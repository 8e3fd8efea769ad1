package dev.rondo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Control;
import dev.rondo.protocol.v1.ServerFrame;
import dev.rondo.test.market.Buy;
import dev.rondo.test.market.Command;
import dev.rondo.test.market.Walk;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What leaves, when, and how often: inputs, commands and heartbeats, over lost connections too. */
class ClientSessionSendTest {

  @Test
  void confirmsTheConnectionAtOnceAndThenAtLeastEvery250Millis() {
    Stay stay = Stay.ready();

    stay.ticks(40);

    assertThat(stay.outlet.frames).hasSize(11);
    assertThat(stay.outlet.frames)
        .extracting(ClientFrame::getApplied)
        .startsWith(100, 103, 107)
        .endsWith(139);
  }

  @Test
  void confirmsAndSendsWhileTheServerHasNothingToSay() {
    Stay stay = Stay.playing();

    for (int i = 0; i < 6; i++) {
      stay.pass(500);
      stay.tick += 10;
      stay.receive(ServerFrame.newBuilder().setTick(stay.tick));
    }
    stay.pass(240);
    stay.session.input(Stay.walk(1));
    stay.session.input(Stay.walk(2));
    stay.pass(Stay.TICK_MILLIS);

    assertThat(stay.session.status()).isEqualTo(RoomStatus.CONNECTED);
    assertThat(stay.outlet.frames)
        .extracting(ClientFrame::getApplied)
        .contains(101, 111, 121, 131, 141, 151, 161);
    assertThat(stay.outlet.mostPauseNanos()).isLessThanOrEqualTo(Times.nanos(250));
    assertThat(stay.outlet.inputs()).containsExactly(1, 2);
  }

  @Test
  void sendsOneFrameATickHoweverOftenTheGameCalls() {
    Stay stay = Stay.playing();

    for (int i = 0; i < 500; i++) {
      stay.session.input(Stay.walk(i));
      stay.pass(7);
      stay.receive(ServerFrame.newBuilder());
    }

    assertThat(stay.outlet.frames).hasSizeBetween(69, 71);
    assertThat(stay.outlet.leastPauseNanos()).isEqualTo(Times.nanos(Stay.TICK_MILLIS));
    assertThat(stay.outlet.inputs())
        .isEqualTo(IntStream.rangeClosed(1, stay.outlet.frames.size()).boxed().toList());
  }

  @Test
  void sendsTheNewestInputWithTheTickThatThePlayerSaw() {
    Stay stay = Stay.playing();
    stay.session.input(Stay.walk(1)); // leaves at once: the last frame is a tick old
    stay.session.input(Stay.walk(2));
    stay.session.input(Stay.walk(3));

    stay.tick();

    assertThat(stay.outlet.inputs()).containsExactly(1, 2);
    assertThat(stay.outlet.last().getInputs(0).getSeenTick()).isEqualTo(101);
    assertThat(stay.outlet.last().getInputs(0).getPayload())
        .isEqualTo(Stay.walk(3).toByteString());
  }

  @Test
  void putsWhatIsDoneInOneFrameIntoOneFrame() {
    Stay stay = Stay.playing();
    stay.onFrame = () -> {
      stay.session.send(Stay.say("hi"));
      stay.session.input(Stay.walk(1));
    };

    stay.tick();

    assertThat(stay.outlet.last().getCommandsCount()).isEqualTo(1);
    assertThat(stay.outlet.last().getInputsCount()).isEqualTo(1);
  }

  @Test
  void numbersCommandsAndSaysWhenTheServerHasThem() {
    Stay stay = Stay.playing();
    var first = stay.session.send(Stay.say("one")).toCompletableFuture();
    var second = stay.session.send(Stay.say("two")).toCompletableFuture();
    stay.tick();

    stay.receive(Control.newBuilder().setAckedCommand(1));

    assertThat(stay.outlet.commands()).containsExactly(1, 2);
    assertThat(first).isCompleted();
    assertThat(second).isNotDone();
  }

  @Test
  void hasAtMost32CommandsOnTheirWayAnd32ThatWait() {
    Stay stay = Stay.playing();
    for (int i = 0; i < 32; i++) {
      stay.session.send(Stay.say("on its way " + i));
    }
    stay.ticks(2);
    for (int i = 0; i < 32; i++) {
      stay.session.send(Stay.say("waits " + i));
    }

    assertThatThrownBy(() -> stay.session.send(Stay.say("too many")))
        .isInstanceOf(RondoException.class)
        .hasMessage(
            "32 of 32 commands wait to be sent. Send fewer, or use an input for what changes"
                + " all the time.")
        .extracting("code")
        .isEqualTo("queue_full");
    stay.ticks(2);
    assertThat(stay.outlet.commands()).hasSize(32);
    stay.receive(Control.newBuilder().setAckedCommand(30));
    stay.tick();
    assertThat(stay.outlet.commands())
        .isEqualTo(IntStream.rangeClosed(1, 62).boxed().toList());
  }

  @Test
  void keepsSteeringWhileCommandsMustWait() {
    Stay stay = Stay.playing();
    for (int i = 0; i < 40; i++) {
      stay.session.send(Stay.say("much" + i));
      stay.tick();
    }
    int commands = stay.outlet.commands().size();

    stay.session.input(Stay.walk(1));
    stay.tick();

    assertThat(commands).isEqualTo(32);
    assertThat(stay.outlet.inputs()).containsExactly(1);
  }

  @Test
  void fillsFramesUpTo4096BytesAndNoFurther() {
    Stay stay = Stay.playing();
    Command longest = Command.newBuilder()
        .setBuy(Buy.newBuilder().setWhat("x".repeat(Outbox.LONGEST_COMMAND - 6)))
        .build();
    Walk longestInput = Walk.newBuilder()
        .setBallast(ByteString.copyFrom(new byte[Outbox.LONGEST_INPUT - 3]))
        .build();

    stay.session.send(longest);
    stay.session.send(Stay.say("small"));
    stay.session.input(longestInput);
    stay.ticks(4);

    assertThat(longest.getSerializedSize()).isEqualTo(Outbox.LONGEST_COMMAND);
    assertThat(longestInput.getSerializedSize()).isEqualTo(Outbox.LONGEST_INPUT);
    assertThat(stay.outlet.sizes).allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(4096));
    assertThat(stay.outlet.commands()).containsExactly(1, 2);
    assertThat(stay.outlet.inputs()).containsExactly(1);
  }

  @Test
  void refusesWhatCanNeverFit() {
    Stay stay = Stay.playing();

    assertThatThrownBy(() -> stay.session.send(Stay.say("x".repeat(5_000))))
        .isInstanceOf(RondoException.class)
        .hasMessageContaining("(expected: 4074 or fewer)")
        .extracting("code")
        .isEqualTo("too_long");
    assertThatThrownBy(() -> stay.session.input(
            Walk.newBuilder().setBallast(ByteString.copyFrom(new byte[5_000])).build()))
        .isInstanceOf(RondoException.class)
        .hasMessageContaining("(expected: 4070 or fewer)");
  }

  @Test
  void refusesWhatIsNotTheContracts() {
    Stay stay = Stay.playing();

    assertThatThrownBy(() -> stay.session.send(Stay.walk(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("command: a market.Walk (expected: market.Command)");
    assertThatThrownBy(() -> stay.session.input(Stay.say("hi")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("input: a market.Command (expected: market.Walk)");
    assertThatThrownBy(() -> stay.session.send(Command.getDefaultInstance()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("command: a market.Command with nothing set (expected: one of its cases)");
  }

  @Test
  void sendsOnlyHeartbeatsWhileTheNetworkStalls() {
    Stay stay = Stay.playing();
    stay.pass(1_001);
    stay.outlet.frames.clear();

    for (int i = 0; i < 180; i++) {
      stay.session.input(Stay.walk(i));
      stay.pass(10);
    }

    assertThat(stay.outlet.frames).hasSize(9);
  }

  @Test
  void leavesFramesOutWhileTheConnectionDrains() {
    Stay stay = Stay.playing();
    stay.outlet.congested = true;
    stay.session.input(Stay.walk(1));
    stay.ticks(4);
    int whileCongested = stay.outlet.frames.size();

    stay.outlet.congested = false;
    stay.session.run();

    assertThat(whileCongested).isZero();
    assertThat(stay.outlet.inputs()).containsExactly(1);
  }

  // Over a lost connection.

  @Test
  void sendsCommandsAgainThatTheServerHasNotAcknowledged() {
    Stay stay = Stay.playing();
    for (int i = 1; i <= 5; i++) {
      stay.session.send(Stay.say("command " + i));
    }
    stay.ticks(2);
    stay.lose();
    stay.session.send(Stay.say("command 6"));

    stay.resume(3);

    assertThat(stay.outlet.commands()).containsExactly(4, 5, 6);
    assertThat(stay.outlet.frames).hasSize(1);
  }

  @Test
  void keepsTheBoundsWhileItIsAway() {
    Stay stay = Stay.playing();
    for (int i = 0; i < 32; i++) {
      stay.session.send(Stay.say("left once " + i));
    }
    stay.ticks(2);
    stay.lose();
    for (int i = 0; i < 32; i++) {
      stay.session.send(Stay.say("waits " + i));
    }

    assertThatThrownBy(() -> stay.session.send(Stay.say("too many")))
        .isInstanceOf(RondoException.class);
    stay.resume(2);
    assertThat(stay.outlet.commands())
        .isEqualTo(IntStream.rangeClosed(3, 34).boxed().toList());
  }

  @Test
  void keepsTheNewestInputThatWasGivenWhileItWasAway() {
    Stay stay = Stay.playing();
    stay.session.input(Stay.walk(1));
    stay.lose();
    stay.session.input(Stay.walk(2));
    stay.session.input(Stay.walk(3));

    stay.resume(0);
    stay.ticks(4);

    assertThat(stay.outlet.inputs()).containsExactly(2);
    assertThat(stay.outlet.frames.get(0).getInputs(0).getPayload())
        .isEqualTo(Stay.walk(3).toByteString());
  }

  @Test
  void sendsTheLastInputAgainUnlessTheServerHasTakenIt() {
    Stay stay = Stay.playing();
    stay.session.input(Stay.walk(1));
    stay.lose();
    RecordedOutlet again = stay.resume(0);
    stay.receive(ServerFrame.newBuilder().setAckedInput(1));
    stay.lose();

    RecordedOutlet thirdTime = stay.resume(0);

    assertThat(again.inputs()).containsExactly(1);
    assertThat(thirdTime.inputs()).isEmpty();
  }
}
