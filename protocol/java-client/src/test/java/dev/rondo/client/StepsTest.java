package dev.rondo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.rondo.protocol.vectors.Marker;
import org.junit.jupiter.api.Test;

class StepsTest {
  private static final Marker MARKER = Marker.newBuilder()
      .setId(200)
      .setX(150)
      .setY(-3)
      .setTurn(Integer.MIN_VALUE)
      .setFuel(-1)
      .setLoad(-2)
      .build();

  @Test
  void readsInTheGamesUnit() {
    assertThat(Steps.value(MARKER, "x")).isEqualTo(1.5);
    assertThat(Steps.value(MARKER, "y")).isEqualTo(-1.5);
    assertThat(Steps.value(MARKER, "height")).isZero();
  }

  @Test
  void readsCountsAsSignedOrUnsignedByTheirType() {
    assertThat(Steps.value(MARKER, "turn")).isEqualTo(-536_870_912.0);
    assertThat(Steps.value(MARKER, "fuel")).isEqualTo(2_147_483_647.5);
    assertThat(Steps.value(MARKER, "load")).isEqualTo(8_589_934_588.0);
  }

  @Test
  void readsMessagesThatAreKnownAtRunTimeOnly() throws InvalidProtocolBufferException {
    DynamicMessage marker = DynamicMessage.parseFrom(Marker.getDescriptor(), MARKER.toByteString());

    assertThat(Steps.value(marker, "x")).isEqualTo(1.5);
  }

  @Test
  void refusesWhatHasNoStep() {
    assertThatThrownBy(() -> Steps.value(MARKER, "text"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("field: text (expected: a field of rondo.vectors.Marker with a step)");
    assertThatThrownBy(() -> Steps.value(MARKER, "z"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("field: z (expected: a field of rondo.vectors.Marker with a step)");
  }
}
