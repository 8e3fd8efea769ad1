package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.rondo.test.contracts.Bounds;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldBoundsTest {
  private final FieldBounds bounds = new FieldBounds(Bounds.getDescriptor());

  static List<Bounds> within() {
    return List.of(
        Bounds.getDefaultInstance(),
        Bounds.newBuilder().setU32(1).setU64(10).setS32(-180).setS64(5).build(),
        Bounds.newBuilder()
            .setU32(3)
            .setU64(0)
            .setS32(180)
            .setS64(Long.MAX_VALUE)
            .build(),
        Bounds.newBuilder().setF32(-0.3f).setF64(-0.3).build(),
        Bounds.newBuilder().setF32(0.1f).setF64(0.1).build(),
        Bounds.newBuilder().setAny(Double.MAX_VALUE).addFloats(-Float.MAX_VALUE).build(),
        Bounds.newBuilder().setText("abcd").setBlob(bytes(2)).build(),
        Bounds.newBuilder().setText("éé").build(),
        Bounds.newBuilder().setText("\ud83d\ude80").build(),
        Bounds.newBuilder().addMany(5).addMany(-1_000_000).build(),
        Bounds.newBuilder().setFreeText("x".repeat(10_000)).build(),
        Bounds.newBuilder()
            .setNested(Bounds.newBuilder().addList(Bounds.newBuilder().setU32(2)))
            .putTally("any", Bounds.newBuilder().setText("abcd").build())
            .build());
  }

  @ParameterizedTest
  @MethodSource("within")
  void takesWhatIsWithin(Bounds message) {
    assertThatCode(() -> bounds.check(message)).doesNotThrowAnyException();
  }

  private record Refusal(Bounds.Builder message, String text) {}

  static List<Refusal> refusals() {
    return List.of(
        new Refusal(Bounds.newBuilder().setU32(0), "u32: 0.0 (expected: 1.0 to 3.0)"),
        new Refusal(Bounds.newBuilder().setU32(4), "u32: 4.0 (expected: 1.0 to 3.0)"),
        new Refusal(Bounds.newBuilder().setU64(11), "u64: 11.0 (expected: any to 10.0)"),
        new Refusal(Bounds.newBuilder().setS32(-181), "s32: -181.0 (expected: -180.0 to 180.0)"),
        new Refusal(Bounds.newBuilder().setS32(181), "s32: 181.0 (expected: -180.0 to 180.0)"),
        new Refusal(Bounds.newBuilder().setS64(4), "s64: 4.0 (expected: 5.0 to any)"),
        new Refusal(
            Bounds.newBuilder().setS64(Long.MIN_VALUE),
            "s64: -9.223372036854776E18 (expected: 5.0 to any)"),
        new Refusal(Bounds.newBuilder().setF32(0.25f), "f32: 0.25 (expected: -0.3 to 0.1)"),
        new Refusal(Bounds.newBuilder().setF32(-1), "f32: -1.0 (expected: -0.3 to 0.1)"),
        new Refusal(Bounds.newBuilder().setF64(0.2), "f64: 0.2 (expected: -0.3 to 0.1)"),
        new Refusal(Bounds.newBuilder().setText("abcde"), "text: 5 bytes (expected: 4 or fewer)"),
        new Refusal(Bounds.newBuilder().setText("ééé"), "text: 6 bytes (expected: 4 or fewer)"),
        new Refusal(Bounds.newBuilder().setBlob(bytes(3)), "blob: 3 bytes (expected: 2 or fewer)"),
        new Refusal(Bounds.newBuilder().addMany(0).addMany(6), "many: 6.0 (expected: any to 5.0)"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesWhatIsOut(Refusal refusal) {
    assertThatThrownBy(() -> bounds.check(refusal.message().build()))
        .isInstanceOf(RuleBrokenException.class)
        .hasMessage("contracts.Bounds." + refusal.text())
        .satisfies(thrown -> assertThat(thrown.getStackTrace()).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesItAtAnyDepth(Refusal refusal) {
    Bounds deep = Bounds.newBuilder()
        .addList(Bounds.getDefaultInstance())
        .addList(Bounds.newBuilder()
            .setNested(Bounds.newBuilder().putTally("key", refusal.message().build())))
        .build();

    assertThatThrownBy(() -> bounds.check(deep)).isInstanceOf(RuleBrokenException.class);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void refusesNumbersThatAreNone(double number) {
    List<Bounds.Builder> messages = List.of(
        Bounds.newBuilder().setAny(number),
        Bounds.newBuilder().setF64(number),
        Bounds.newBuilder().setF32((float) number),
        Bounds.newBuilder().addFloats(1).addFloats((float) number),
        Bounds.newBuilder().setNested(Bounds.newBuilder().setAny(number)));

    assertThat(messages)
        .allSatisfy(message -> assertThatThrownBy(() -> bounds.check(message.build()))
            .isInstanceOf(RuleBrokenException.class)
            .hasMessageContaining(": " + number + " (expected: a finite number)"));
  }

  @Test
  void readsUnsignedNumbersWithoutASign() {
    Bounds u32 = Bounds.newBuilder().setU32(-1).build();
    Bounds u64 = Bounds.newBuilder().setU64(-1).build();

    assertThatThrownBy(() -> bounds.check(u32))
        .hasMessage("contracts.Bounds.u32: 4.294967295E9 (expected: 1.0 to 3.0)");
    assertThatThrownBy(() -> bounds.check(u64))
        .hasMessage("contracts.Bounds.u64: 1.8446744073709552E19 (expected: any to 10.0)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud83d", "\ude80", "a\ude80\ud83d", "\ud83d\ud83d"})
  void refusesTextThatHasNoUtf8(String halves) {
    Bounds free = Bounds.newBuilder().setFreeText(halves).build();

    assertThatThrownBy(() -> bounds.check(free))
        .isInstanceOf(RuleBrokenException.class)
        .hasMessage("contracts.Bounds.free_text: half a character (expected: valid Unicode)");
  }

  private static ByteString bytes(int count) {
    return ByteString.copyFrom(new byte[count]);
  }
}
