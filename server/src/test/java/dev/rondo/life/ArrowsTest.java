package dev.rondo.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The diagram, the table and the contract test of the life of a player have the same arrows. */
class ArrowsTest {
  private static final Pattern IN_THE_DIAGRAM = Pattern.compile("--> \\S+: ([a-z-]+)");
  private static final Pattern IN_THE_TABLE = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|");

  @Test
  void areAllTested() throws IOException {
    String page = Files.readString(Path.of("../docs/rooms.md"));

    Set<String> tested = Stream.of(LifeContract.class.getDeclaredMethods())
        .map(method -> method.getAnnotation(Arrow.class))
        .filter(Objects::nonNull)
        .flatMap(arrow -> Arrays.stream(arrow.value()))
        .collect(Collectors.toCollection(TreeSet::new));

    assertThat(all(IN_THE_DIAGRAM, page)).hasSizeGreaterThan(10).isEqualTo(tested);
    assertThat(all(IN_THE_TABLE, page)).isEqualTo(tested);
  }

  private static Set<String> all(Pattern pattern, String page) {
    return pattern
        .matcher(page)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
