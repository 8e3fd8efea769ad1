package dev.rondo.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.rondo.test.kinds.Counts;
import dev.rondo.test.kinds.CountsEntity;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is generated for fields with a step. Their indexes are the places of the fields in kinds.proto. */
class GeneratedCountsTest {
  private static final long ALL = (1L << 10) - 1;
  private static final long A = 1L;
  private static final long B = 1L << 1;
  private static final long C = 1L << 2;

  private final CountsEntity entity = new CountsEntity();
  private final Entity ours = entity; // whose protected methods this package may call

  @Test
  void showsWhatWasSetAndWritesTheNearestCount() throws InvalidProtocolBufferException {
    entity.a(1.26).b(0.34).c(-2.0006).d(8).e(1e-9).secret(0.3);

    ours.settle(ALL);

    assertThat(entity.c()).isEqualTo(-2.0006);
    assertThat(written(ALL, true).toBuilder()
            .clearName()
            .clearX()
            .clearY()
            .clearFar()
            .build())
        .isEqualTo(Counts.newBuilder()
            .setA(3)
            .setB(3)
            .setC(-2001)
            .setD(3)
            .setE(1)
            .setSecret(1)
            .build());
  }

  @Test
  void leavesOutWhoseCountStaysTheSame() {
    entity.a(10).b(10);
    ours.settle(ALL);

    entity.a(10.2).b(10.2);

    assertThat(ours.settle(A | B)).isEqualTo(B);
    assertThat(entity.a()).isEqualTo(10.2);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void writesDifferencesThatSumUpToTheCount(long seed) throws InvalidProtocolBufferException {
    Random random = new Random(seed);
    int heldA = 0;
    int heldB = 0;
    int heldC = 0;
    for (int i = 0; i < 2_000; i++) {
      entity.a(anyDouble(random)).b(anyDouble(random)).c(entity.c() + random.nextGaussian() / 500);

      long changed = ours.settle(A | B | C);

      Counts difference = written(changed, false);
      heldA += difference.getA();
      heldB += difference.getB();
      heldC += difference.getC();
      Counts whole = written(ALL, true);
      assertThat(heldA).isEqualTo(whole.getA());
      assertThat(heldB).isEqualTo(whole.getB());
      assertThat(heldC).isEqualTo(whole.getC());
      assertThat(heldC * 0.001).isEqualTo(entity.c(), within(0.000_500_001));
      int[] steps = new int[10];
      ours.steps(steps);
      assertThat((changed & C) == 0 ? 0 : steps[2]).isEqualTo(difference.getC());
    }
  }

  @Test
  void keepsToTheRangeOfTheField() throws InvalidProtocolBufferException {
    entity.a(1e300).b(-5).c(Double.NEGATIVE_INFINITY).d(1e12).e(-1e300).far(1);

    ours.settle(ALL);

    Counts whole = written(ALL, true);
    assertThat(whole.getA()).isEqualTo(Integer.MAX_VALUE);
    assertThat(whole.getB()).isZero();
    assertThat(whole.getC()).isEqualTo(Integer.MIN_VALUE);
    assertThat(whole.getD()).isEqualTo(-1); // the greatest without a sign
    assertThat(whole.getE()).isEqualTo(Integer.MIN_VALUE);
    assertThat(whole.getFar()).isZero();
  }

  @Test
  void keepsTheCountWhereTheValueIsNoNumber() {
    entity.a(12).b(12);
    ours.settle(ALL);

    entity.a(Double.NaN).b(Double.NaN);

    assertThat(ours.settle(A | B)).isZero();
    assertThat(ours.present()).isEqualTo(A | B);
  }

  @Test
  void hasNothingToSayOfACountOfZero() {
    entity.a(0.2);

    ours.settle(ALL);

    assertThat(ours.present()).isZero();
  }

  private static double anyDouble(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> Double.NaN;
      case 1 -> Double.POSITIVE_INFINITY;
      case 2 -> Double.NEGATIVE_INFINITY;
      case 3 -> Double.longBitsToDouble(random.nextLong());
      case 4 -> random.nextDouble(-1e9, 1e9);
      default -> random.nextDouble(-100, 100);
    };
  }

  private Counts written(long fields, boolean whole) throws InvalidProtocolBufferException {
    StateWriter out = new StateWriter();
    ours.writeFields(out, fields, whole);
    return Counts.parser().parseFrom(out.array(), 0, out.size());
  }
}
