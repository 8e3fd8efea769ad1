package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.test.duel.Move;
import dev.rondo.test.duel.MoveView;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputBufferTest {
  private final InputBuffer repeating = new InputBuffer(3, IdlePolicy.REPEAT, MoveView::new);
  private final InputBuffer returning = new InputBuffer(3, IdlePolicy.NEUTRAL, MoveView::new);

  @Test
  void givesInputsOneByOneOldestFirst() {
    add(repeating, 1, 2, 3);

    double first = taken(repeating);
    double second = taken(repeating);

    assertThat(first).isEqualTo(1);
    assertThat(second).isEqualTo(2);
    assertThat(repeating.waiting()).isEqualTo(1);
  }

  @Test
  void acknowledgesWhatWasTakenAndNeverWhatWaits() {
    add(repeating, 1, 2);
    assertThat(repeating.acknowledged()).isZero();

    repeating.take();

    assertThat(repeating.acknowledged()).isEqualTo(1);
  }

  @Test
  void dropsTheOldestWhenFullAndAcknowledgesItAsDropped() {
    add(repeating, 4, 5, 6);

    add(repeating, 7, 9);

    assertThat(repeating.dropped()).isEqualTo(2);
    assertThat(repeating.acknowledged()).isEqualTo(5);
    assertThat(repeating.waiting()).isEqualTo(3);
    assertThat(taken(repeating)).isEqualTo(6);
    assertThat(taken(repeating)).isEqualTo(7);
    assertThat(taken(repeating)).isEqualTo(9);
  }

  @Test
  void repeatsTheLastWhileIdleAndIsNeutralBeforeTheFirst() {
    assertThat(taken(repeating)).isZero();
    add(repeating, 1);
    repeating.take();

    double idle = taken(repeating);

    assertThat(idle).isEqualTo(1);
    assertThat(repeating.acknowledged()).isEqualTo(1);
  }

  @Test
  void neverRepeatsWhatWasDropped() {
    InputBuffer single = new InputBuffer(1, IdlePolicy.REPEAT, MoveView::new);
    add(single, 1, 2);
    single.take();

    double idle = taken(single);

    assertThat(idle).isEqualTo(2);
  }

  @Test
  void isNeutralWhileIdleIfAskedTo() {
    add(returning, 1);
    returning.take();

    double idle = taken(returning);

    assertThat(idle).isZero();
  }

  @Test
  void repeatsNothingOnceNobodyHoldsTheControls() {
    add(repeating, 1, 2);
    taken(repeating);

    repeating.letGo();

    assertThat(taken(repeating)).isEqualTo(2);
    assertThat(taken(repeating)).isZero();
  }

  @Test
  void takesSequencesThatSkipAndRefusesThoseThatWereOrCameLate() {
    add(repeating, 1, 10);

    assertThat(repeating.isNew(11)).isTrue();
    assertThat(repeating.isNew(1_000_000)).isTrue();
    assertThat(repeating.isNew(10)).isFalse();
    assertThat(repeating.isNew(5)).isFalse();
    assertThat(repeating.isNew(0)).isFalse();
  }

  @Test
  void remembersWhatItReceivedAfterAllWasTaken() {
    add(repeating, 1, 2);
    repeating.take();
    repeating.take();

    assertThat(repeating.isNew(2)).isFalse();
    assertThat(repeating.isNew(3)).isTrue();
  }

  @Test
  void countsSequencesWithoutASign() {
    add(repeating, Integer.MAX_VALUE);

    assertThat(repeating.isNew(Integer.MIN_VALUE)).isTrue();
    add(repeating, Integer.MIN_VALUE, -1);
    assertThat(repeating.isNew(Integer.MAX_VALUE)).isFalse();
    assertThat(repeating.isNew(-1)).isFalse();
    assertThat(repeating.isNew(1)).isFalse();
    assertThat(repeating.waiting()).isEqualTo(3);
  }

  private static void add(InputBuffer buffer, int... sequences) {
    for (int sequence : sequences) {
      assertThat(buffer.isNew(sequence)).isTrue();
      buffer.add(sequence, Unpooled.wrappedBuffer(move(sequence).toByteArray()));
    }
  }

  private static Move move(int sequence) {
    return Move.newBuilder().addSamples(sequence).build();
  }

  /** Which input is taken; 0 for the neutral one. */
  private static double taken(InputBuffer buffer) {
    List<Double> samples = ((MoveView) buffer.take()).samples();
    return samples.isEmpty() ? 0 : samples.get(0);
  }
}
