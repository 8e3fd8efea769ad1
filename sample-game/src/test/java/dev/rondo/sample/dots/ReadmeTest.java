package dev.rondo.sample.dots;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the README shows is what was compiled here. */
class ReadmeTest {
  private static final String BEGIN = "begin readme\n";
  private static final String END = "end readme\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/test/java/dev/rondo/sample/dots/DotsRoom.java",
        "src/test/java/dev/rondo/sample/dots/DotsServer.java",
        "src/test/proto/dots.proto",
        "web/examples/dots.ts",
      })
  void showsWhatCompiles(String source) throws IOException {
    String compiled = Files.readString(Path.of(source));

    String readme = Files.readString(Path.of("../README.md"));

    assertThat(readme).contains(shown(compiled).stripIndent().strip());
  }

  private static String shown(String source) {
    int begin = source.indexOf(BEGIN);
    if (begin < 0) {
      return source;
    }
    int end = source.lastIndexOf('\n', source.indexOf(END));
    return source.substring(begin + BEGIN.length(), end);
  }
}
