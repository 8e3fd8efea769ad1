package dev.rondo.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerFramesTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 119, 120, 121, 122, 123, 124})
  void cutsACloseReasonBetweenCharacters(int letters) {
    String reason = "a".repeat(letters) + "🥀".repeat(40);

    ByteBuf frame = ServerFrames.close(UnpooledByteBufAllocator.DEFAULT, 4000, reason);

    String cut = frame.toString(4, frame.readableBytes() - 4, StandardCharsets.UTF_8);
    assertThat(frame.getByte(1))
        .isEqualTo((byte) (frame.readableBytes() - 2))
        .isBetween((byte) 121, (byte) 125);
    assertThat(reason).startsWith(cut);
    frame.release();
  }
}
