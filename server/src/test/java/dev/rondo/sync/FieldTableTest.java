package dev.rondo.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.test.truth.Letter;
import dev.rondo.test.truth.Round;
import dev.rondo.test.truth.Thing;
import dev.rondo.test.truth.Walker;
import org.junit.jupiter.api.Test;

class FieldTableTest {
  private final FieldTable walker = FieldTable.of(Walker.getDescriptor(), true, false);

  @Test
  void numbersFieldsWithoutTheIdAndAOneofAsOne() {
    FieldTable thing = FieldTable.of(Thing.getDescriptor(), true, false);

    assertThat(walker.size).isEqualTo(17);
    assertThat(walker.all).isEqualTo((1L << 17) - 1);
    assertThat(thing.size).isEqualTo(27);
    assertThat(thing.counts).isEqualTo(1L << 26); // level, behind the oneof and its four cases
  }

  @Test
  void knowsWhichFieldsCountSteps() {
    assertThat(walker.counts).isEqualTo(0b111111 | 1L << 9 | 1L << 16);
  }

  @Test
  void knowsWhichFieldsOnlyTheOwnerSees() {
    FieldTable letter = FieldTable.of(Letter.getDescriptor(), true, true);

    assertThat(walker.owners).isEqualTo(0b1111111L << 9);
    assertThat(letter.owners).isEqualTo(letter.all);
  }

  @Test
  void takesAsColumnsWhatEverybodySeesAndAMaskCanName() {
    FieldTable letter = FieldTable.of(Letter.getDescriptor(), true, true);
    FieldTable round = FieldTable.of(Round.getDescriptor(), false, false);

    assertThat(walker.columns).isEqualTo(0b111111);
    assertThat(letter.columns).isZero();
    assertThat(round.counts).isNotZero();
    assertThat(round.columns).isZero();
  }

  @Test
  void namesColumnsByTheNumbersOfTheirFields() {
    assertThat(walker.numbersOf(walker.columns)).isEqualTo(0b1111_1100);
    assertThat(walker.numbersOf(0b10)).isEqualTo(0b1000);
  }
}
