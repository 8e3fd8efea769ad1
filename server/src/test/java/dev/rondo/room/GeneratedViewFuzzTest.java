package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.protobuf.Message;
import dev.rondo.protocol.MalformedFrameException;
import dev.rondo.protocol.Messages;
import dev.rondo.test.RandomMessages;
import dev.rondo.test.kinds.Bounded;
import dev.rondo.test.kinds.BoundedView;
import dev.rondo.test.kinds.Choices;
import dev.rondo.test.kinds.ChoicesView;
import dev.rondo.test.kinds.Expanded;
import dev.rondo.test.kinds.ExpandedView;
import dev.rondo.test.kinds.Lists;
import dev.rondo.test.kinds.ListsView;
import dev.rondo.test.kinds.Maps;
import dev.rondo.test.kinds.MapsView;
import dev.rondo.test.kinds.Scalars;
import dev.rondo.test.kinds.ScalarsView;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Views of hostile bytes: messages of which bytes were changed, cut out or put in. What a view takes is a
 * message to protobuf too, and says the same.
 */
class GeneratedViewFuzzTest {
  private static final int ROUNDS = 400;

  private record Kind(Message type, InputView view, long seed) {
    @Override
    public String toString() {
      return type.getDescriptorForType().getName() + " with seed " + seed;
    }
  }

  static Stream<Kind> kinds() {
    return LongStream.of(1, 2)
        .boxed()
        .flatMap(seed -> List.of(
            new Kind(Scalars.getDefaultInstance(), new ScalarsView(), seed),
            new Kind(Lists.getDefaultInstance(), new ListsView(), seed),
            new Kind(Expanded.getDefaultInstance(), new ExpandedView(), seed),
            new Kind(Maps.getDefaultInstance(), new MapsView(), seed),
            new Kind(Choices.getDefaultInstance(), new ChoicesView(), seed),
            new Kind(Bounded.getDefaultInstance(), new BoundedView(), seed))
            .stream());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void refusesOrReadsWhatProtobufReads(Kind kind) {
    Random random = new Random(kind.seed());
    var messages = new RandomMessages(random, true);
    var bounds = new FieldBounds(kind.type().getDescriptorForType());
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = spoiled(messages.next(kind.type()).toByteArray(), random);

      if (isTaken(kind.view(), bytes)) {
        assertThatCode(() -> {
              Message message =
                  Messages.read(Unpooled.wrappedBuffer(bytes), kind.type().getParserForType());
              bounds.check(message);
              GeneratedViewTest.assertSame(kind.view(), message);
            })
            .as(() -> Arrays.toString(bytes))
            .doesNotThrowAnyException();
      }
    }
  }

  private static boolean isTaken(InputView view, byte[] bytes) {
    try {
      view.decode(Unpooled.wrappedBuffer(bytes));
      return true;
    } catch (MalformedFrameException | RuleBrokenException refused) {
      return false;
    }
  }

  private static byte[] spoiled(byte[] bytes, Random random) {
    byte[] spoiled = bytes;
    for (int i = random.nextInt(3); i >= 0 && spoiled.length > 0; i--) {
      int at = random.nextInt(spoiled.length);
      switch (random.nextInt(4)) {
        case 0 -> spoiled[at] = (byte) random.nextInt();
        case 1 -> spoiled[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> spoiled = Arrays.copyOf(spoiled, at);
        default -> spoiled = without(spoiled, at);
      }
    }
    return spoiled;
  }

  private static byte[] without(byte[] bytes, int at) {
    byte[] rest = Arrays.copyOf(bytes, bytes.length - 1);
    System.arraycopy(bytes, at + 1, rest, at, rest.length - at);
    return rest;
  }
}
