package dev.rondo.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.protocol.vectors.Command;
import dev.rondo.protocol.vectors.Marker;
import dev.rondo.protocol.vectors.Say;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
  private static final Marker MARKER =
      Marker.newBuilder().setId(100).setHeight(-3).setText("é".repeat(500)).build();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void writesBehindWhatIsThereAndReadsItAgain(boolean direct) {
    ByteBufAllocator alloc = PooledByteBufAllocator.DEFAULT;
    ByteBuf buffer = direct ? alloc.directBuffer(1) : alloc.heapBuffer(1);
    try {
      buffer.writeByte(7);

      Messages.write(buffer, MARKER);

      assertThat(buffer.readByte()).isEqualTo((byte) 7);
      assertThat(ByteBufUtil.getBytes(buffer)).isEqualTo(MARKER.toByteArray());
      assertThat(Messages.read(buffer, Marker.parser())).isEqualTo(MARKER);
      assertThat(buffer.isReadable()).isFalse();
    } finally {
      buffer.release();
    }
  }

  @Test
  void readsNoBytesAsAMessageWithNothingSet() {
    assertThat(Messages.read(Unpooled.EMPTY_BUFFER, Marker.parser()))
        .isEqualTo(Marker.getDefaultInstance());
  }

  @Test
  void readsFromAWindowAndNothingBehindIt() {
    ByteBuf buffer = Unpooled.buffer().writeBytes(MARKER.toByteArray()).writeBytes(new byte[5]);
    buffer.writerIndex(MARKER.getSerializedSize());

    Marker read = Messages.read(buffer, Marker.parser());

    assertThat(read).isEqualTo(MARKER);
  }

  @Test
  void keepsNothingOfTheBuffer() {
    ByteBuf buffer = Unpooled.buffer();
    Messages.write(buffer, MARKER);
    Marker read = Messages.read(buffer, Marker.parser());

    buffer.setZero(0, buffer.capacity());

    assertThat(read.getText()).isEqualTo(MARKER.getText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08",
        "0a05",
        "0000",
        "2c",
        "0a002c",
        "2c0a00",
        "0b",
        "ffffffffffffffffffffff",
        "0a040a02c328",
        "0a050a03eda080"
      })
  void refusesWhatIsNoSuchMessage(String hex) {
    ByteBuf buffer = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));

    assertThatThrownBy(() -> Messages.read(buffer, Command.parser()))
        .isInstanceOf(MalformedFrameException.class)
        .satisfies(refusal -> assertThat(refusal.getMessage()).isNotBlank());
  }

  @Test
  void refusesMessagesThatAreNestedTooDeep() {
    ByteBuf buffer = Unpooled.buffer();
    for (int depth = 0; depth < 10_000; depth++) {
      buffer.writeByte(0x2b);
    }

    assertThatThrownBy(() -> Messages.read(buffer, Command.parser()))
        .isInstanceOf(MalformedFrameException.class);
  }

  @Test
  void readsAMessageInSeveralPieces() {
    byte[] bytes =
        Command.newBuilder().setSay(Say.newBuilder().setText("hello")).build().toByteArray();
    ByteBuf pieces = Unpooled.wrappedBuffer(
        Unpooled.wrappedBuffer(bytes, 0, 3), Unpooled.wrappedBuffer(bytes, 3, bytes.length - 3));

    assertThat(Messages.read(pieces, Command.parser()).getSay().getText()).isEqualTo("hello");
  }
}
