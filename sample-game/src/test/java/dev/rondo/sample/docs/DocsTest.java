package dev.rondo.sample.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The code that a page shows is the code that was compiled here, between the lines {@code // begin} and
 * {@code // end} with the page's mark: all of it, and nothing else.
 */
class DocsTest {
  private static final List<Path> EXAMPLES =
      List.of(Path.of("src/test/java"), Path.of("src/test/proto"), Path.of("web/examples"));
  private static final Pattern SHOWN =
      Pattern.compile("^```(?:java|proto|ts)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  @ParameterizedTest
  @CsvSource({
    "readme,      ../README.md",
    "integration, ../docs/integration.md",
    "testing,     ../docs/testing.md",
  })
  void showsWhatCompiles(String mark, Path page) throws IOException {
    Pattern marked = Pattern.compile(
        "^ *// begin " + mark + "\n(.*?)^ *// end " + mark + "$",
        Pattern.DOTALL | Pattern.MULTILINE);

    List<String> compiled =
        examples().stream().flatMap(source -> parts(marked, source)).toList();
    List<String> shown = parts(SHOWN, page).toList();

    assertThat(shown).isNotEmpty().containsExactlyInAnyOrderElementsOf(compiled);
  }

  private static List<Path> examples() throws IOException {
    List<Path> examples = new ArrayList<>();
    for (Path directory : EXAMPLES) {
      try (Stream<Path> files = Files.walk(directory)) {
        files.filter(Files::isRegularFile).forEach(examples::add);
      }
    }
    return examples;
  }

  private static Stream<String> parts(Pattern part, Path file) {
    try {
      Matcher matcher = part.matcher(Files.readString(file));
      return matcher.results().map(found -> found.group(1).stripTrailing().stripIndent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
