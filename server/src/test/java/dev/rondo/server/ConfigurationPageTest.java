package dev.rondo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.net.NetOptions;
import dev.rondo.room.IdlePolicy;
import dev.rondo.room.Limits;
import dev.rondo.room.RoomOptions;
import dev.rondo.server.MarkdownTable.Row;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/configuration.md says what the code does. */
class ConfigurationPageTest {
  private static final String PAGE = "configuration.md";
  private static final Set<String> IN_THE_CODE_ONLY = Set.of("staticFiles", "endpoints", "tls");

  private final List<Row> network = MarkdownTable.under("## Where it listens", PAGE);
  private final List<Row> room = MarkdownTable.under("## How a room type is run", PAGE);
  private final List<Row> limits = MarkdownTable.under("## Limits", PAGE);

  @Test
  void namesEveryOptionInItsOrder() {
    assertThat(names(network))
        .containsExactlyElementsOf(components(NetOptions.class).stream()
            .filter(name -> !IN_THE_CODE_ONLY.contains(name))
            .toList());
    assertThat(names(room)).containsExactlyElementsOf(components(RoomOptions.class));
    assertThat(names(limits)).containsExactlyElementsOf(components(Limits.class));
  }

  @Test
  void saysTheDefaults() throws ReflectiveOperationException {
    assertDefaults(limits, Limits.defaults());
    assertDefaults(room, RoomOptions.defaults());
  }

  @Test
  void saysTheBounds() {
    assertBounds(limits, "", Limits.defaults());
    assertBounds(
        room.stream().filter(row -> !row.get("option").equals("idlePolicy")).toList(),
        "room.arena.",
        RoomOptions.defaults());
    assertThat(room.get(3).get("bounds"))
        .isEqualTo("`" + IdlePolicy.REPEAT + "` or `" + IdlePolicy.NEUTRAL + "`");
  }

  @Test
  void saysTheNamesInTheEnvironmentAndForTheJvm() {
    assertNames(limits, "");
    assertNames(room, "room.arena.");
    assertNames(network.subList(2, 4), "");
    assertThat(network.get(0)).satisfies(host -> assertName(host, "HOST", "-Dhost"));
    assertThat(network.get(1)).satisfies(port -> assertName(port, "PORT", "-Dport"));
  }

  @Test
  void saysOfEachWhatItIsOrWhatHappens() {
    assertThat(Stream.of(network, room).flatMap(List::stream))
        .allSatisfy(row -> assertThat(row.get("what it is")).hasSizeGreaterThan(20));
    assertThat(limits).allSatisfy(row -> {
      assertThat(row.get("crossed")).hasSizeGreaterThan(20);
      assertThat(row.get("unit")).isNotBlank();
    });
  }

  private static void assertDefaults(List<Row> table, Record defaults)
      throws ReflectiveOperationException {
    for (RecordComponent component : defaults.getClass().getRecordComponents()) {
      Row row = table.stream()
          .filter(each -> each.get("option").equals(component.getName()))
          .findFirst()
          .orElseThrow();
      assertThat(number(row.get("default")))
          .as(component.getName())
          .isEqualTo(String.valueOf(component.getAccessor().invoke(defaults)));
    }
  }

  /** Asks each option for far too much; the refusal names the bounds. */
  private static void assertBounds(List<Row> table, String prefix, Record defaults) {
    for (Row row : table) {
      String option = row.get("option");
      Settings settings = new Settings(
          name -> name.equals("rondo." + prefix + option) ? "2147483647" : null, name -> null);

      assertThatThrownBy(() -> settings.overlay(defaults, prefix))
          .hasMessageEndingWith("(expected: " + number(row.get("bounds")) + ")");
    }
  }

  private static void assertNames(List<Row> table, String prefix) {
    for (Row row : table) {
      String option = prefix + row.get("option");
      assertName(row, Settings.environmentName(option), "-Drondo." + option);
    }
  }

  private static void assertName(Row row, String environment, String jvm) {
    assertThat(row.get("environment")).isEqualTo(environment);
    assertThat(row.get("JVM")).isEqualTo(jvm);
  }

  private static List<String> names(List<Row> table) {
    List<String> names = new ArrayList<>();
    table.forEach(row -> names.add(row.get("option")));
    return names;
  }

  private static List<String> components(Class<? extends Record> options) {
    return Stream.of(options.getRecordComponents())
        .map(RecordComponent::getName)
        .toList();
  }

  private static String number(String text) {
    return text.replaceAll("(\\d),(?=\\d{3})", "$1");
  }
}
