package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.rondo.protocol.MalformedFrameException;
import dev.rondo.test.Generated;
import dev.rondo.test.RandomMessages;
import dev.rondo.test.kinds.Bounded;
import dev.rondo.test.kinds.BoundedView;
import dev.rondo.test.kinds.Choices;
import dev.rondo.test.kinds.ChoicesView;
import dev.rondo.test.kinds.Color;
import dev.rondo.test.kinds.Expanded;
import dev.rondo.test.kinds.ExpandedView;
import dev.rondo.test.kinds.Lists;
import dev.rondo.test.kinds.ListsView;
import dev.rondo.test.kinds.Maps;
import dev.rondo.test.kinds.MapsView;
import dev.rondo.test.kinds.Scalars;
import dev.rondo.test.kinds.ScalarsView;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is generated for an input, against protobuf-java's own messages and {@link FieldBounds}. */
class GeneratedViewTest {
  private static final int ROUNDS = 200;

  private record Kind(Message type, InputView view) {
    @Override
    public String toString() {
      return type.getDescriptorForType().getName();
    }
  }

  static List<Kind> kinds() {
    return List.of(
        new Kind(Scalars.getDefaultInstance(), new ScalarsView()),
        new Kind(Lists.getDefaultInstance(), new ListsView()),
        new Kind(Expanded.getDefaultInstance(), new ExpandedView()),
        new Kind(Maps.getDefaultInstance(), new MapsView()),
        new Kind(Choices.getDefaultInstance(), new ChoicesView()));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void saysWhatTheMessageSaysOneAfterTheOther(Kind kind) {
    var messages = new RandomMessages(new Random(1), true);
    for (int i = 0; i < ROUNDS; i++) {
      Message message = messages.next(kind.type());

      kind.view().decode(Unpooled.wrappedBuffer(message.toByteArray()));

      assertSame(kind.view(), message);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void mergesWhatComesTwice(Kind kind) throws InvalidProtocolBufferException {
    var messages = new RandomMessages(new Random(2), true);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = messages
          .next(kind.type())
          .toByteString()
          .concat(messages.next(kind.type()).toByteString())
          .toByteArray();

      kind.view().decode(Unpooled.wrappedBuffer(bytes));

      assertSame(kind.view(), kind.type().getParserForType().parseFrom(bytes));
    }
  }

  @Test
  void readsListsPackedOrNot() throws InvalidProtocolBufferException {
    var messages = new RandomMessages(new Random(3), true);
    InputView packed = new ListsView();
    InputView expanded = new ExpandedView();
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = messages
          .next(Lists.getDefaultInstance())
          .toByteString()
          .concat(messages.next(Expanded.getDefaultInstance()).toByteString())
          .toByteArray();

      packed.decode(Unpooled.wrappedBuffer(bytes));
      expanded.decode(Unpooled.wrappedBuffer(bytes));

      assertSame(packed, Lists.parseFrom(bytes));
      assertSame(expanded, Expanded.parseFrom(bytes));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void readsWhatOnlyNewerClientsSayAsNothing(Kind kind) {
    var messages = new RandomMessages(new Random(4), true);
    Message known = messages.next(kind.type());
    ByteString unknown =
        ByteString.fromHex("f87f05" + "f97f0102030405060708" + "fa7f0161" + "fd7f01020304");

    kind.view()
        .decode(Unpooled.wrappedBuffer(known.toByteString().concat(unknown).toByteArray()));

    assertSame(kind.view(), known);
  }

  @Test
  void readsAnEnumValueThatOnlyNewerClientsKnowAsUnrecognized() {
    ScalarsView view = ScalarsView.of(Scalars.newBuilder().setColorValue(99).build());

    assertThat(view.color()).isEqualTo(Color.UNRECOGNIZED);
    assertThat(view.hasColor()).isTrue();
  }

  @Test
  void refusesWhatFieldBoundsRefuseInTheSameWords() {
    var bounds = new FieldBounds(Bounded.getDescriptor());
    Random random = new Random(5);
    var messages = new RandomMessages(random, false);
    InputView view = new BoundedView();
    int refused = 0;
    for (int i = 0; i < 20 * ROUNDS; i++) {
      Message message = someOf(messages.next(Bounded.getDefaultInstance()), random);
      String expected = refusal(() -> bounds.check(message));

      String found = refusal(() -> view.decode(Unpooled.wrappedBuffer(message.toByteArray())));

      assertThat(found).isEqualTo(expected);
      if (found.isEmpty()) {
        assertSame(view, message);
      } else {
        refused++;
      }
    }
    assertThat(refused).isBetween(1, 20 * ROUNDS - 1);
  }

  @Test
  void refusesToBeMadeOfWhatAPlayerMayNotSay() {
    Bounded message = Bounded.newBuilder().setF32(1).build();

    assertThatThrownBy(() -> BoundedView.of(message))
        .isInstanceOf(RuleBrokenException.class)
        .hasMessage("kinds.Bounded.f32: 1.0 (expected: -0.3 to 0.1)");
  }

  @Test
  void refusesAStringThatIsNotUtf8() {
    ByteBuf bytes = Unpooled.wrappedBuffer(new byte[] {15 << 3 | 2, 1, (byte) 0xff});
    InputView view = new ScalarsView();

    assertThatThrownBy(() -> view.decode(bytes))
        .isInstanceOf(MalformedFrameException.class)
        .hasMessage("kinds.Scalars.string is not valid UTF-8");
  }

  /** Leaves few fields, as hardly a message of many random ones would be within all bounds. */
  private static Message someOf(Message message, Random random) {
    Message.Builder some = message.toBuilder();
    message.getAllFields().keySet().stream()
        .filter(field -> random.nextInt(8) > 0)
        .forEach(some::clearField);
    return some.build();
  }

  private static String refusal(Runnable check) {
    try {
      check.run();
      return "";
    } catch (RuleBrokenException e) {
      return String.valueOf(e.getMessage());
    }
  }

  static void assertSame(InputView view, Message message) {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      Object value = Generated.javaValue(message, field);
      if (!field.isRepeated()) {
        assertThat(Generated.has(view, field))
            .as("has %s", field.getName())
            .isEqualTo(message.hasField(field));
      }
      assertThat(Generated.get(view, field)).as(field.getName()).isEqualTo(value);
    }
  }
}
