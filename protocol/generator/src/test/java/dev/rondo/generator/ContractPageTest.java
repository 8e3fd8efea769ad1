package dev.rondo.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/contract.md names what is refused as it is said: all of it, and nothing else. */
class ContractPageTest {
  private static final Path PAGE = Path.of("../../docs/contract.md");
  private static final Pattern ROW = Pattern.compile("^\\| `(.+?)` \\| .+ \\|$");

  @Test
  void namesWhatIsRefusedAndNothingElse() throws IOException {
    List<Pattern> said = rows();

    List<String> refused = Stream.of("contract", "state", "fields", "owners", "names", "homeless")
        .map(name -> Protos.generate("refused/" + name + ".proto").getError())
        .flatMap(String::lines)
        .map(line -> line.replaceFirst("^\\S+ \\S+ ", ""))
        .toList();

    assertThat(refused)
        .allSatisfy(fault -> assertThat(said).anyMatch(row -> row.matcher(fault).lookingAt()));
    assertThat(said)
        .allSatisfy(
            row -> assertThat(refused).anyMatch(fault -> row.matcher(fault).lookingAt()));
  }

  /** The first column of the table, in which three dots stand for anything. */
  private static List<Pattern> rows() throws IOException {
    String page = Files.readString(PAGE);
    return page.substring(page.indexOf("## What is refused"))
        .lines()
        .map(ROW::matcher)
        .filter(matcher -> matcher.matches())
        .map(matcher -> Arrays.stream(matcher.group(1).split("…", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")))
        .map(Pattern::compile)
        .toList();
  }
}
