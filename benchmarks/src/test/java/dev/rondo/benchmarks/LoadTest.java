package dev.rondo.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LoadTest {

  @Test
  void changesOnlyWhatTheCommandLineNames() {
    Load load = Load.parse("--rooms", "3", "--seconds", "5");

    assertThat(load).isEqualTo(new Load(3, 8, 30, 5, 10));
  }

  @Test
  void saysWhichOptionsThereAre() {
    assertThatThrownBy(() -> Load.parse("--room", "3"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("option: --room (expected: --rooms,");
  }

  @Test
  void refusesAnOptionWithoutANumber() {
    assertThatThrownBy(() -> Load.parse("--rooms"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--rooms: nothing (expected: a whole number)");
  }

  @Test
  void refusesANumberThatIsOutOfBounds() {
    assertThatThrownBy(() -> Load.parse("--rate", "1000"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rate: 1000 (expected: 1 to 240)");
  }
}
