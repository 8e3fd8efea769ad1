package dev.rondo.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.test.truth.ThingEntity;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SyncListTest {
  private final Stage stage = new Stage();
  private final View view = new View("viewer");
  private final ThingEntity thing = stage.world.things().spawn(new ThingEntity());

  private record Change(String name, Consumer<List<String>> how, List<String> after) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Change> changes() {
    return List.of(
        new Change("add", list -> list.add("d"), List.of("b", "c", "a", "d")),
        new Change("add at", list -> list.add(1, "d"), List.of("b", "d", "c", "a")),
        new Change(
            "addAll", list -> list.addAll(List.of("d", "e")), List.of("b", "c", "a", "d", "e")),
        new Change("addAll at", list -> list.addAll(0, List.of("d")), List.of("d", "b", "c", "a")),
        new Change("set", list -> list.set(0, "d"), List.of("d", "c", "a")),
        new Change("remove at", list -> list.remove(1), List.of("b", "a")),
        new Change("remove", list -> list.remove("c"), List.of("b", "a")),
        new Change("removeAll", list -> list.removeAll(List.of("a", "b")), List.of("c")),
        new Change("retainAll", list -> list.retainAll(List.of("a", "b")), List.of("b", "a")),
        new Change("removeIf", list -> list.removeIf("c"::equals), List.of("b", "a")),
        new Change(
            "replaceAll", list -> list.replaceAll(one -> one + one), List.of("bb", "cc", "aa")),
        new Change("sort", list -> list.sort(Comparator.naturalOrder()), List.of("a", "b", "c")),
        new Change("swap", list -> Collections.swap(list, 0, 1), List.of("c", "b", "a")),
        new Change("clear", List::clear, List.of()),
        new Change("subList", list -> list.subList(1, 3).clear(), List.of("b")),
        new Change("iterator", SyncListTest::removeFirst, List.of("c", "a")),
        new Change("listIterator", SyncListTest::replaceFirst, List.of("d", "e", "c", "a")));
  }

  private static void removeFirst(List<String> list) {
    Iterator<String> each = list.iterator();
    each.next();
    each.remove();
  }

  private static void replaceFirst(List<String> list) {
    ListIterator<String> each = list.listIterator();
    each.next();
    each.set("d");
    each.add("e");
  }

  @ParameterizedTest
  @MethodSource("changes")
  void sendsWhateverChangesIt(Change change) {
    thing.words().addAll(List.of("b", "c", "a"));
    stage.tick(view);

    change.how.accept(thing.words());
    Stage.Seen seen = stage.tick(view);

    assertThat(thing.words()).isEqualTo(change.after);
    assertThat(seen.reset()).containsExactly(thing.id());
    assertThat(seen.world().getThings(0).getWordsList()).isEqualTo(change.after);
  }

  @Test
  void sendsNothingForTheValueThatItHas() {
    thing.words().addAll(List.of("b", "c", "a"));
    stage.tick(view);

    thing.words().set(1, "c");
    thing.words().remove("x");
    thing.words().addAll(List.of());

    assertThat(stage.tick(view).isEmpty()).isTrue();
  }

  @Test
  void takesNoNull() {
    List<String> words = thing.words();
    words.add("a");

    assertThatThrownBy(() -> words.add(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> words.set(0, null)).isInstanceOf(NullPointerException.class);
    assertThat(words).containsExactly("a");
  }
}
