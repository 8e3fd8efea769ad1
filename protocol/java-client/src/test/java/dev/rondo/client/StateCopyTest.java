package dev.rondo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import dev.rondo.protocol.MalformedFrameException;
import dev.rondo.protocol.vectors.State;
import dev.rondo.protocol.vectors.Thing;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no vector says, because no server of ours writes it. */
class StateCopyTest {
  private static final int THINGS_TAG = 8 << 3 | 2;

  private final StateCopy<State> copy = new StateCopy<>(Vectors.CONTRACT);

  @Test
  void findsAnIdBehindOtherFields() {
    ByteString fields = Thing.newBuilder().setName("rope").setF32(2).build().toByteString();
    ByteString id = Thing.newBuilder().setId(107).build().toByteString();
    ByteString more = Thing.newBuilder().setFlag(true).build().toByteString();

    copy.change(frameOf(fields.concat(id).concat(more)));

    assertThat(copy.state().getThingsList())
        .containsExactly(Thing.newBuilder()
            .setId(107)
            .setName("rope")
            .setF32(2)
            .setFlag(true)
            .build());
  }

  @Test
  void refusesAnElementWithoutAnId() {
    assertThatExceptionOfType(MalformedFrameException.class)
        .isThrownBy(() -> copy.change(frameOf(ByteString.EMPTY)))
        .withMessage("an element of things has id 0 (expected: 100 or more)");
    assertThatExceptionOfType(MalformedFrameException.class)
        .isThrownBy(
            () -> copy.change(frameOf(Thing.newBuilder().setName("rope").build().toByteString())))
        .withMessageContaining("id 0");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      ''         | are of fields 0x0 (expected: one or more of the bits 2 to 31)
      0812       | are of fields 0x12 (expected: one or more of the bits 2 to 31)
      0811       | are of fields 0x11 (expected: one or more of the bits 2 to 31)
      08301a0108 | have 1 bytes, which do not hold 3 widths
      08101a03c11000 | have rows of 7 bits (expected: 8 or more)
      081010631a03460002 | name id 99 (expected: 100 to 4294967295)
      081010ffffffff0f1a03460402 | name id 4294967296 (expected: 100 to 4294967295)
      """)
  void saysWhatIsWrongWithMoves(String moves, String why) {
    ByteString bytes = ByteString.fromHex(moves);
    byte[] head = {(byte) 0xe2, 0x06, (byte) bytes.size()};

    assertThatExceptionOfType(MalformedFrameException.class)
        .isThrownBy(() -> copy.change(Frame.read(
            Unpooled.wrappedBuffer(ByteString.copyFrom(head).concat(bytes).toByteArray()))))
        .withMessage("the moves of things " + why);
  }

  private static Frame frameOf(ByteString element) {
    byte[] head = {THINGS_TAG, (byte) element.size()};
    return Frame.read(
        Unpooled.wrappedBuffer(ByteString.copyFrom(head).concat(element).toByteArray()));
  }
}
