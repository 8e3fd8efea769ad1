package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.rondo.test.duel.Move;
import org.junit.jupiter.api.Test;

class InputBufferTest {
  private static final Move NEUTRAL = Move.getDefaultInstance();

  private final InputBuffer repeating = new InputBuffer(3, IdlePolicy.REPEAT, NEUTRAL);
  private final InputBuffer returning = new InputBuffer(3, IdlePolicy.NEUTRAL, NEUTRAL);

  @Test
  void givesInputsOneByOneOldestFirst() {
    add(repeating, 1, 2, 3);

    Message first = repeating.take();
    Message second = repeating.take();

    assertThat(first).isEqualTo(move(1));
    assertThat(second).isEqualTo(move(2));
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
    assertThat(repeating.take()).isEqualTo(move(6));
    assertThat(repeating.take()).isEqualTo(move(7));
    assertThat(repeating.take()).isEqualTo(move(9));
  }

  @Test
  void repeatsTheLastWhileIdleAndIsNeutralBeforeTheFirst() {
    assertThat(repeating.take()).isEqualTo(NEUTRAL);
    add(repeating, 1);
    repeating.take();

    Message idle = repeating.take();

    assertThat(idle).isEqualTo(move(1));
    assertThat(repeating.acknowledged()).isEqualTo(1);
  }

  @Test
  void neverRepeatsWhatWasDropped() {
    InputBuffer single = new InputBuffer(1, IdlePolicy.REPEAT, NEUTRAL);
    add(single, 1, 2);
    single.take();

    Message idle = single.take();

    assertThat(idle).isEqualTo(move(2));
  }

  @Test
  void isNeutralWhileIdleIfAskedTo() {
    add(returning, 1);
    returning.take();

    Message idle = returning.take();

    assertThat(idle).isEqualTo(NEUTRAL);
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
      buffer.add(sequence, move(sequence));
    }
  }

  private static Move move(int sequence) {
    return Move.newBuilder().setDx(sequence).build();
  }
}
