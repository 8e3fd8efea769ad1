package dev.rondo.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the generator refuses. Each fault in {@code src/test/proto/refused} has what is said of it in a
 * comment above it, which begins with {@code refused:} and goes on in lines that are indented.
 */
class RefusalTest {
  private static final Path PROTOS = Path.of("src/test/proto");
  private static final String MARK = "// refused: ";
  private static final String MORE = "//     ";

  @ParameterizedTest
  @ValueSource(strings = {"contract", "state", "owners", "names", "homeless"})
  void saysOfEachFaultWhereItIsAndWhatToDo(String name) throws IOException {
    String file = "refused/" + name + ".proto";

    String error = Protos.generate(file).getError();

    assertThat(faults(error)).containsExactlyElementsOf(expected(file));
  }

  @ParameterizedTest
  @ValueSource(strings = "fields")
  void saysSoOfFaultsInImportedFilesToo(String name) throws IOException {
    String file = "refused/" + name + ".proto";
    List<String> expected = expected(file);
    expected.addAll(expected("refused/old.proto"));

    String error = Protos.generate(file).getError();

    assertThat(faults(error)).containsExactlyElementsOf(expected);
  }

  /** What was said, without the column and the name of the element. */
  private static List<String> faults(String error) {
    return error
        .lines()
        .map(line -> line.replaceFirst("^(\\S+?:\\d+):\\d+: \\S+ ", "$1 "))
        .toList();
  }

  private static List<String> expected(String file) throws IOException {
    List<String> faults = new ArrayList<>();
    List<String> waiting = new ArrayList<>();
    List<String> lines = Files.readAllLines(PROTOS.resolve(file));
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith(MARK)) {
        waiting.add(line.substring(MARK.length()));
      } else if (line.startsWith(MORE) && !waiting.isEmpty()) {
        int last = waiting.size() - 1;
        waiting.set(last, waiting.get(last) + " " + line.substring(MORE.length()));
      } else {
        for (String fault : waiting) {
          faults.add(file + ":" + (i + 1) + " " + fault);
        }
        waiting.clear();
      }
    }
    return faults;
  }
}
