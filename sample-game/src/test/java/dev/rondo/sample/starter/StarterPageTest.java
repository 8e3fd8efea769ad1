package dev.rondo.sample.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who pastes each file of docs/start.md into an empty folder has the starter. */
class StarterPageTest {
  private static final Path PAGE = Path.of("../docs/start.md");
  private static final Pattern FILE =
      Pattern.compile("^`([^`\n]+)`\n\n```\\w*\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  @Test
  void showsEachFileOfTheStarterAsItIs() throws IOException {
    Map<String, String> starter = StarterFiles.read();
    starter.remove("README.md"); // which is about the same as the page

    Map<String, String> shown = new TreeMap<>();
    Matcher file = FILE.matcher(Files.readString(PAGE));
    while (file.find()) {
      shown.put(file.group(1), file.group(2));
    }

    assertThat(shown.keySet()).isEqualTo(starter.keySet());
    assertThat(shown).containsExactlyInAnyOrderEntriesOf(starter);
  }
}
