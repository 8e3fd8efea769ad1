package dev.rondo.sample.arena;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

  @ParameterizedTest
  @CsvSource({
    "Ada, Ada",
    "'  Ada  ', Ada",
    "'Ada\tL', Ada L",
    "'Ada\n\nL', Ada L",
    "'a\u0000b\u001fc', a b c",
    "'a\u202eb', a b",
    "'Zoë 🚀', Zoë 🚀",
    "'<b>', <b>"
  })
  void makesOneLineOfAName(String name, String clean) {
    assertThat(Names.clean(name)).isEqualTo(clean);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "\n\t", "\u200b\u200b", "\u0007"})
  void callsSomebodyWithoutANamePilot(String name) {
    assertThat(Names.clean(name)).isEqualTo("Pilot");
  }

  @Test
  void cutsBetweenCharacters() {
    assertThat(Names.clean("x".repeat(17))).isEqualTo("x".repeat(16));
    assertThat(Names.clean("🚀".repeat(17))).isEqualTo("🚀".repeat(16));
    assertThat(Names.clean("x".repeat(15) + " y")).isEqualTo("x".repeat(15));
  }
}
