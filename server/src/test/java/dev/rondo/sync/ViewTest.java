package dev.rondo.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.test.truth.WalkerEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ViewTest {
  private final Stage stage = new Stage();
  private final View view = new View("viewer");

  @Test
  void listsWhatIsAddedInTheOrderOfPartsAndIds() {
    List<WalkerEntity> walkers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      walkers.add(stage.walker(0, 0));
    }
    SplittableRandom chance = new SplittableRandom(1);

    view.add(stage.world.round(), 1, 1);
    for (int i = 0; i < 400; i++) { // most of them more than once
      view.add(walkers.get(chance.nextInt(100)), 1, 1);
    }

    assertThat(view.size).isBetween(90, 101);
    for (int i = 1; i < view.size; i++) {
      assertThat(view.held[i - 1].key()).isLessThan(view.held[i].key());
      assertThat(view.find(view.held[i])).isEqualTo(i);
    }
    assertThat(view.held[view.size - 1]).isSameAs(stage.world.round());
  }

  @Test
  void findsWhatIsLeftWhenSomeIsDropped() {
    List<WalkerEntity> walkers = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      walkers.add(stage.walker(0, 0));
      view.add(walkers.get(i), i, i);
    }

    int kept = 0;
    for (int i = 1; i < 10; i += 2) {
      view.move(i, kept++);
    }
    view.shrink(kept);

    assertThat(view.size).isEqualTo(5);
    assertThat(view.find(walkers.get(7))).isEqualTo(3);
    assertThat(view.sentAt[3]).isEqualTo(7);
    assertThat(view.find(walkers.get(6))).isNegative();
  }

  @Test
  void refusesToOwnWhatWasNotSpawned() {
    assertThatThrownBy(() -> view.own(new WalkerEntity()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("an entity that is in no room cannot be anybody's; spawn it first");
  }

  @Test
  void forgetsWhatWasLostWhileItsClientWasAway() {
    WalkerEntity kept = stage.walker(0, 0);
    view.own(kept);
    for (int i = 0; i < 1_000; i++) {
      WalkerEntity shot = stage.walker(0, 0);
      view.own(shot);
      stage.world.walkers().remove(shot);
    }

    assertThat(view.owned).hasSizeLessThan(10);
    assertThat(view.owned).contains(kept);
  }

  @Test
  void keepsWhatWasLostUntilItsClientIsTold() {
    List<WalkerEntity> walkers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      walkers.add(stage.walker(0, 0).gold(1));
      view.own(walkers.get(i));
    }
    stage.tick(view);

    walkers.forEach(View::disown);
    for (int i = 0; i < 20; i++) {
      view.own(stage.walker(0, 0));
    }

    assertThat(stage.tick(view).reset())
        .containsExactlyElementsOf(walkers.stream().map(Entity::id).toList());
  }

  @Test
  void ownsNothingOnceItEnds() {
    Entity walker = stage.walker(0, 0);
    view.own(walker);

    view.close();

    assertThat(walker.owner).isNull();
  }
}
