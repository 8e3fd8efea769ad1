package dev.rondo.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PriorityTest {
  private final Priority priority = new Priority();

  @Test
  void takesTheMostUrgentThatFit() {
    priority.clear(4);
    priority.add(0, 40, 1);
    priority.add(1, 40, 8);
    priority.add(2, 40, 0.25);
    priority.add(3, 40, 2);

    boolean leaves = priority.fill(100);

    assertThat(leaves).isTrue();
    assertThat(taken(4)).containsExactly(1, 3);
  }

  @Test
  void takesOneAtLeastHoweverLongItIs() {
    priority.clear(2);
    priority.add(0, 5_000, 2);
    priority.add(1, 5, 1);

    boolean leaves = priority.fill(-10);

    assertThat(leaves).isTrue();
    assertThat(taken(2)).containsExactly(0);
  }

  @Test
  void saysSoWhenAllFit() {
    priority.clear(2);
    priority.add(0, 50, 1);
    priority.add(1, 50, Double.MIN_NORMAL);

    assertThat(priority.fill(100)).isFalse();
  }

  @Test
  void takesWhatMustGoInAnyCase() {
    priority.clear(3);
    priority.take(2);
    priority.add(0, 50, 1);
    priority.add(1, 50, 2);

    priority.fill(50);

    assertThat(taken(3)).containsExactly(1, 2);
  }

  @Test
  void keepsNothingOfTheViewBefore() {
    priority.clear(100);
    IntStream.range(0, 100).forEach(priority::take);

    priority.clear(3);
    priority.add(1, 10, 1);
    priority.fill(100);

    assertThat(taken(3)).containsExactly(1);
  }

  private List<Integer> taken(int count) {
    return IntStream.range(0, count).filter(priority::takes).boxed().toList();
  }
}
