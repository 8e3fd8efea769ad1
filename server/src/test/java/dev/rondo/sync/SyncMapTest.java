package dev.rondo.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.test.truth.ThingEntity;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SyncMapTest {
  private static final Map<String, String> AFTER_PUT = Map.of("a", "1", "b", "2", "c", "3");

  private final Stage stage = new Stage();
  private final View view = new View("viewer");
  private final ThingEntity thing = stage.world.things().spawn(new ThingEntity());

  private record Change(String name, Consumer<Map<String, String>> how, Map<String, String> after) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Change> changes() {
    return List.of(
        new Change("put", map -> map.put("c", "3"), AFTER_PUT),
        new Change("putAll", map -> map.putAll(Map.of("c", "3")), AFTER_PUT),
        new Change("putIfAbsent", map -> map.putIfAbsent("c", "3"), AFTER_PUT),
        new Change("computeIfAbsent", map -> map.computeIfAbsent("c", key -> "3"), AFTER_PUT),
        new Change("compute", map -> map.compute("c", (key, value) -> "3"), AFTER_PUT),
        new Change(
            "computeIfPresent",
            map -> map.computeIfPresent("a", (key, value) -> null),
            Map.of("b", "2")),
        new Change(
            "merge", map -> map.merge("a", "0", String::concat), Map.of("a", "10", "b", "2")),
        new Change("replace", map -> map.replace("a", "0"), Map.of("a", "0", "b", "2")),
        new Change(
            "replaceAll",
            map -> map.replaceAll((key, value) -> key + value),
            Map.of("a", "a1", "b", "b2")),
        new Change(
            "setValue",
            map -> map.entrySet().iterator().next().setValue("0"),
            Map.of("a", "0", "b", "2")),
        new Change("remove", map -> map.remove("a"), Map.of("b", "2")),
        new Change("remove pair", map -> map.remove("a", "1"), Map.of("b", "2")),
        new Change("keySet", map -> map.keySet().remove("a"), Map.of("b", "2")),
        new Change("values", map -> map.values().removeIf("1"::equals), Map.of("b", "2")),
        new Change("entrySet", map -> map.entrySet().remove(Map.entry("a", "1")), Map.of("b", "2")),
        new Change("clear", Map::clear, Map.of()));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void sendsWhateverChangesIt(Change change) {
    thing.labels().put("a", "1");
    thing.labels().put("b", "2");
    stage.tick(view);

    change.how.accept(thing.labels());
    Stage.Seen seen = stage.tick(view);

    assertThat(thing.labels()).isEqualTo(change.after);
    assertThat(seen.reset()).containsExactly(thing.id());
    assertThat(seen.world().getThings(0).getLabelsMap()).isEqualTo(change.after);
  }

  @Test
  void sendsNothingForTheValueThatItHas() {
    thing.labels().put("a", "1");
    stage.tick(view);

    thing.labels().put("a", "1");
    thing.labels().remove("b");
    thing.labels().replaceAll((key, value) -> value);

    assertThat(stage.tick(view).isEmpty()).isTrue();
  }

  @Test
  void keepsTheOrderInWhichKeysCame() {
    thing.labels().put("b", "1");
    thing.labels().put("a", "2");
    thing.labels().put("b", "3");

    assertThat(thing.labels().keySet()).containsExactly("b", "a");
    assertThat(thing.labels().values()).containsExactly("3", "2");
  }

  @Test
  void takesNoNull() {
    Map<String, String> labels = thing.labels();

    assertThatThrownBy(() -> labels.put(null, "1")).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> labels.put("a", null)).isInstanceOf(NullPointerException.class);
    assertThat(labels).isEmpty();
  }
}
