package dev.rondo.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateWriterTest {
  private static final int TAG = 6 << 3 | 2;

  private final StateWriter writer = new StateWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Ada", "Zoë", "\u07ff\u0800", "星", "🚀", "\ud800", "a\udc00b", "\udc00\ud800"})
  void writesStringsAsUtf8AndHalfACharacterAsAQuestionMark(String text) {
    writer.string(TAG, text);

    assertThat(written()).isEqualTo(expected(text));
  }

  @Test
  void writesAnyStringAsTheJdkDoes() {
    SplittableRandom chance = new SplittableRandom(7);
    int[] ranges = {0x80, 0x800, 0x10000, 0x110000};
    for (int i = 0; i < 10_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int left = chance.nextInt(i % 100 == 0 ? 5_000 : 50); left > 0; left--) {
        text.appendCodePoint(chance.nextInt(ranges[chance.nextInt(ranges.length)]));
      }
      writer.clear();

      writer.string(TAG, text.toString());

      assertThat(written()).isEqualTo(expected(text.toString()));
    }
  }

  private byte[] written() {
    return Arrays.copyOf(writer.array(), writer.size());
  }

  private static byte[] expected(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    StateWriter out = new StateWriter();
    out.varint32(TAG);
    out.varint32(utf8.length);
    byte[] head = Arrays.copyOf(out.array(), out.size() + utf8.length);
    System.arraycopy(utf8, 0, head, out.size(), utf8.length);
    return head;
  }
}
