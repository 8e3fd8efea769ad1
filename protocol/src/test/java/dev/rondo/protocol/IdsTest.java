package dev.rondo.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdsTest {

  @Test
  void keepsWhatWasAddedHoweverMuch() {
    Ids ids = new Ids();

    for (int i = 0; i < 1_000; i++) {
      ids.add(1_000 - i);
    }

    assertThat(ids.size()).isEqualTo(1_000);
    assertThat(ids.get(0)).isEqualTo(1_000);
    assertThat(ids.get(999)).isEqualTo(1);
  }

  @Test
  void sortsOnlyWhatItHolds() {
    Ids ids = new Ids();
    ids.add(9);
    ids.add(3);
    ids.add(7);

    ids.sort();

    assertThat(new int[] {ids.get(0), ids.get(1), ids.get(2)}).containsExactly(3, 7, 9);
  }

  @Test
  void addsAllOfAnotherAndLeavesThatAsItIs() {
    Ids ids = new Ids();
    Ids others = new Ids();
    ids.add(1);
    others.add(2);
    others.add(3);

    ids.addAll(others);

    assertThat(ids.size()).isEqualTo(3);
    assertThat(ids.get(2)).isEqualTo(3);
    assertThat(others.size()).isEqualTo(2);
  }

  @Test
  void isEmptyAgainOnceCleared() {
    Ids ids = new Ids();
    assertThat(ids.isEmpty()).isTrue();
    ids.add(5);

    ids.clear();

    assertThat(ids.isEmpty()).isTrue();
    assertThat(ids.size()).isZero();
  }
}
