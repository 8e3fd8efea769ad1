package dev.rondo.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the generator makes of {@code made/pond.proto}, as it stands in {@code src/test/golden} for everybody
 * to read. What it makes now is left in {@code target/made}, to be looked at and copied.
 */
class GoldenTest {
  private static final Path MADE = Path.of("target/made");
  private static final Path GOLDEN = Path.of("src/test/golden");

  @ParameterizedTest
  @ValueSource(strings = {"PondRoomBase", "WaterSync", "FrogEntity", "WeatherSingle", "HopView"})
  void makesWhatIsExpected(String className) throws IOException {
    String file = className + ".java";

    String made = Protos.made("made/pond.proto", className);

    Files.createDirectories(MADE);
    Files.writeString(MADE.resolve(file), made);
    assertThat(made).isEqualTo(Files.readString(GOLDEN.resolve(file + ".txt")));
  }
}
