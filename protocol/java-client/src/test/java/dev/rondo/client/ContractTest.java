package dev.rondo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Empty;
import com.google.protobuf.Message;
import dev.rondo.protocol.v1.Control;
import dev.rondo.test.contracts.CommandBesideOneof;
import dev.rondo.test.contracts.EventWithoutOneof;
import dev.rondo.test.contracts.FieldOfTheFrame;
import dev.rondo.test.contracts.ImplicitPresence;
import dev.rondo.test.contracts.NoVersion;
import dev.rondo.test.contracts.RepeatedPart;
import dev.rondo.test.contracts.ReplyToNothing;
import dev.rondo.test.contracts.ScalarInState;
import dev.rondo.test.contracts.SetWithoutId;
import dev.rondo.test.contracts.Silent;
import dev.rondo.test.contracts.StepInAList;
import dev.rondo.test.contracts.StepOfNothing;
import dev.rondo.test.contracts.StepOnALong;
import dev.rondo.test.contracts.StepOutsideOfTheState;
import dev.rondo.test.contracts.StrangePart;
import dev.rondo.test.market.Event;
import dev.rondo.test.market.Market;
import dev.rondo.test.market.Place;
import dev.rondo.test.market.Stall;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a contract must be, and what one without this or that is. */
class ContractTest {

  @Test
  void takesAContractInWhichNothingIsSaid() {
    Contract<Message, Message> silent = Contract.of(Silent.getDefaultInstance());

    StateCopy<Message> copy = new StateCopy<>(silent);

    assertThat(silent.name()).isEqualTo("contracts.Silent");
    assertThat(silent.version()).isEqualTo(7);
    assertThat(copy.state()).isEqualTo(Empty.getDefaultInstance());
    assertThatThrownBy(() -> silent.checkInput(Stay.walk(1)))
        .hasMessage("input: a market.Walk (expected: none, contracts.Silent has no input)");
  }

  @Test
  void readsAContractThatIsKnownAtRunTimeOnly() {
    Contract<Message, Message> market =
        Contract.of(DynamicMessage.getDefaultInstance(Market.getDescriptor()));
    StateCopy<Message> copy = new StateCopy<>(market);
    Place place = Place.newBuilder()
        .addStalls(Stall.newBuilder().setId(100).setOwner("Ada").setX(3))
        .build();

    copy.change(Frame.read(Unpooled.wrappedBuffer(place.toByteArray())));

    assertThat(copy.state()).isInstanceOf(DynamicMessage.class);
    assertThat(copy.state().toByteString()).isEqualTo(place.toByteString());
  }

  @Test
  void wantsTheClassesOfItsMessages() {
    assertThatThrownBy(() -> Contract.of(Market.getDefaultInstance(), Place.class, Control.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "event: dev.rondo.protocol.v1.Control (expected: dev.rondo.test.market.Event, the"
                + " event of market.Market)");
    assertThatThrownBy(() -> Contract.of(Silent.getDefaultInstance(), Place.class, Event.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(expected: com.google.protobuf.Message, the state of");
  }

  @ParameterizedTest
  @MethodSource("faults")
  void refusesAFault(Message contract, String fault) {
    assertThatThrownBy(() -> Contract.of(contract))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(fault);
  }

  static List<Arguments> faults() {
    return List.of(
        Arguments.of(
            NoVersion.getDefaultInstance(),
            "contract contracts.NoVersion has no version; add: option (rondo.room) = {version: 1};"),
        Arguments.of(
            StrangePart.getDefaultInstance(),
            "contract field contracts.StrangePart.inputs is no part of a contract (expected: join,"
                + " input, command, state, event, reply)"),
        Arguments.of(RepeatedPart.getDefaultInstance(), "must be a single message"),
        Arguments.of(
            CommandBesideOneof.getDefaultInstance(),
            "must be a message of one oneof that holds all its fields, which contracts.Beside is not"),
        Arguments.of(EventWithoutOneof.getDefaultInstance(), "must be a message of one oneof"),
        Arguments.of(
            ReplyToNothing.getDefaultInstance(),
            "contracts.Answers.what answers no command: none has this name"),
        Arguments.of(FieldOfTheFrame.getDefaultInstance(), "has number 7 (expected: 8 to 99;"),
        Arguments.of(ScalarInState.getDefaultInstance(), "neither an entity set nor a single"),
        Arguments.of(SetWithoutId.getDefaultInstance(), "must be \"uint32 id = 1\""),
        Arguments.of(ImplicitPresence.getDefaultInstance(), "does not have explicit presence"),
        Arguments.of(StepOutsideOfTheState.getDefaultInstance(), "has a step, which only a field"),
        Arguments.of(StepInAList.getDefaultInstance(), "has a step, which only a field"),
        Arguments.of(StepOnALong.getDefaultInstance(), "has a step (expected: on int32, sint32,"),
        Arguments.of(
            StepOfNothing.getDefaultInstance(), "has step 0.0 (expected: finite, above 0)"));
  }
}
