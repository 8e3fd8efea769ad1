package dev.rondo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import dev.rondo.protocol.MalformedFrameException;
import dev.rondo.protocol.vectors.State;
import dev.rondo.protocol.vectors.Thing;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

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

  private static Frame frameOf(ByteString element) {
    byte[] head = {THINGS_TAG, (byte) element.size()};
    return Frame.read(
        Unpooled.wrappedBuffer(ByteString.copyFrom(head).concat(element).toByteArray()));
  }
}
