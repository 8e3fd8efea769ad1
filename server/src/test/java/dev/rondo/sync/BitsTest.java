package dev.rondo.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BitsTest {
  private final Bits bits = new Bits();

  @Test
  void putsEachNumberBehindTheLastFromTheLowestBitOn() {
    bits.append(0b101, 3);
    bits.append(0b01, 2);
    bits.append(0b1111, 4);

    assertThat(written()).containsExactly(0b1110_1101, 0b1);
  }

  @Test
  void takesNumbersOfAllWidthsInAnyOrder() {
    SplittableRandom chance = new SplittableRandom(1);
    for (int round = 0; round < 500; round++) {
      BitSet expected = new BitSet();
      int end = 0;
      bits.clear();

      for (int i = chance.nextInt(200); i > 0; i--) {
        int width = chance.nextInt(Long.SIZE + 1);
        long value = width == 0 ? 0 : chance.nextLong() >>> (Long.SIZE - width);
        bits.append(value, width);
        for (int bit = 0; bit < width; bit++) {
          expected.set(end++, (value >>> bit & 1) == 1);
        }
      }

      byte[] written = written();
      assertThat(written).hasSize((end + 7) / 8);
      assertThat(BitSet.valueOf(written)).isEqualTo(expected);
    }
  }

  private byte[] written() {
    int size = bits.finish();
    return Arrays.copyOf(bits.array(), size);
  }
}
