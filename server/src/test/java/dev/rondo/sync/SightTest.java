package dev.rondo.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.test.truth.ThingEntity;
import dev.rondo.test.truth.WalkerEntity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SightTest {
  private static final double RADIUS = 10; // so a cell has 5

  private final Stage stage = new Stage();
  private final View view = new View("viewer");
  private final List<Integer> held = new ArrayList<>();

  private void look(double x, double y) {
    stage.replicator.interest(Interest.grid(RADIUS));
    view.lookAt(x, y);
  }

  /** Lets a tick pass, and notes which walkers the client holds then. */
  private List<Integer> seen() {
    Stage.Seen seen = stage.tick(view);
    seen.walkers().stream().filter(id -> !held.contains(id)).forEach(held::add);
    held.removeAll(seen.removed());
    return held;
  }

  @Test
  void showsWhatIsWithinTheRadius() {
    look(0.1, 0.1);
    WalkerEntity near = stage.walker(9.9, -9.9);
    stage.walker(25, 0);

    assertThat(seen()).containsExactly(near.id());
  }

  @Test
  void letsWhatMovesAlongTheBorderNotComeAndGo() {
    look(2, 2);
    WalkerEntity walker = stage.walker(16, 2); // three cells away

    assertThat(seen()).isEmpty();

    walker.x(14); // two
    assertThat(seen()).containsExactly(walker.id());

    walker.x(19); // three
    assertThat(seen()).containsExactly(walker.id());

    walker.x(21); // four
    assertThat(seen()).isEmpty();

    walker.x(19);
    assertThat(seen()).isEmpty();
  }

  @Test
  void showsWhatComesIntoViewWhenTheViewMoves() {
    look(0, 0);
    WalkerEntity left = stage.walker(-8, 0);
    WalkerEntity right = stage.walker(32, 0);
    assertThat(seen()).containsExactly(left.id());

    view.lookAt(30, 0);

    assertThat(seen()).containsExactly(right.id());
  }

  @Test
  void findsWhatCameWhileTheViewerTookNothing() {
    look(0, 0);
    WalkerEntity walker = stage.walker(80, 0);
    assertThat(seen()).isEmpty();

    walker.x(3);
    stage.tick();
    stage.replicator.skip(view);

    assertThat(seen()).containsExactly(walker.id());
  }

  @Test
  void followsWhatIsLookedAt() {
    stage.replicator.interest(Interest.grid(RADIUS));
    WalkerEntity guide = stage.walker(0, 0);
    WalkerEntity far = stage.walker(100, 0);
    view.lookAt(guide);
    assertThat(seen()).containsExactly(guide.id());

    guide.x(98);

    assertThat(seen()).containsExactlyInAnyOrder(guide.id(), far.id());
  }

  @Test
  void looksAtTheFirstOfItsOwnThatIsSomewhereWhenItLooksAtNothing() {
    stage.replicator.interest(Interest.grid(RADIUS));
    ThingEntity nowhere = stage.world.things().spawn(new ThingEntity());
    WalkerEntity own = stage.walker(50, 50);
    WalkerEntity near = stage.walker(55, 50);
    stage.walker(0, 0);
    view.own(nowhere);
    view.own(own);

    assertThat(seen()).containsExactlyInAnyOrder(own.id(), near.id());
  }

  @Test
  void goesBackToItsOwnWhenWhatItLooksAtIsGone() {
    stage.replicator.interest(Interest.grid(RADIUS));
    WalkerEntity own = stage.walker(0, 0);
    WalkerEntity guide = stage.walker(90, 0);
    view.own(own);
    view.lookAt(guide);
    WalkerEntity besideOwn = stage.walker(1, 1);
    assertThat(seen()).containsExactlyInAnyOrder(own.id(), guide.id());

    stage.world.walkers().remove(guide);

    assertThat(seen()).containsExactlyInAnyOrder(own.id(), besideOwn.id());
  }

  @Test
  void showsWhatIsNowhereToEverybodyUntilItIsSomewhere() {
    look(0, 0);
    WalkerEntity walker = stage.walker(Double.NaN, 3);
    assertThat(seen()).containsExactly(walker.id());

    walker.x(80);
    assertThat(seen()).isEmpty();

    walker.y(Double.NaN);
    assertThat(seen()).containsExactly(walker.id());
  }

  @Test
  void showsWhoLooksNowhereOnlyWhatIsNowhere() {
    stage.replicator.interest(Interest.grid(RADIUS));
    WalkerEntity nowhere = stage.walker(Double.NaN, Double.NaN);
    stage.walker(0, 0);

    assertThat(seen()).containsExactly(nowhere.id());
  }

  @Test
  void showsWhatIsFarBeyondAllCellsToWhoLooksThere() {
    look(Double.POSITIVE_INFINITY, -1e300);
    WalkerEntity there = stage.walker(1e300, Double.NEGATIVE_INFINITY);
    stage.walker(0, 0);

    assertThat(seen()).containsExactly(there.id());
  }

  @Test
  void showsItsOwnWhereverItIs() {
    look(0, 0);
    WalkerEntity own = stage.walker(1_000, 0);
    view.own(own);
    assertThat(seen()).containsExactly(own.id());

    View.disown(own);

    assertThat(seen()).isEmpty();
  }

  @Test
  void looksThroughEverythingAnewWhenTheInterestChanges() {
    look(0, 0);
    WalkerEntity near = stage.walker(1, 0);
    WalkerEntity middle = stage.walker(35, 0);
    WalkerEntity far = stage.walker(500, 0);
    assertThat(seen()).containsExactly(near.id());

    stage.replicator.interest(Interest.grid(40));
    assertThat(seen()).containsExactly(near.id(), middle.id());

    stage.replicator.interest(Interest.everyone());
    assertThat(seen()).containsExactly(near.id(), middle.id(), far.id());

    stage.replicator.interest(Interest.grid(RADIUS));
    assertThat(seen()).containsExactly(near.id());
  }

  @Test
  void findsWhatStaysWhenSomethingGoesWhileTheInterestChanges() {
    look(0, 0);
    WalkerEntity other = stage.walker(8, 1);
    WalkerEntity goes = stage.walker(1, 1);
    WalkerEntity stays = stage.walker(1, 1);
    seen();

    stage.replicator.interest(Interest.grid(4 * RADIUS)); // all are in one square of it
    stage.world.walkers().remove(goes);
    assertThat(seen()).containsExactly(other.id(), stays.id());

    stage.world.walkers().remove(stays);
    View late = new View("late");
    late.lookAt(0, 0);
    assertThat(stage.tick(late).walkers()).containsExactly(other.id());
  }

  @Test
  void hidesWhatTheGameHidesButForItsOwner() {
    List<Entity> asked = new ArrayList<>();
    stage.replicator.filter((viewer, entity) -> {
      asked.add(entity);
      return ((WalkerEntity) entity).lives() > 0;
    });
    WalkerEntity dead = stage.walker(0, 0);
    WalkerEntity alive = stage.walker(0, 0);
    alive.lives(1);
    assertThat(seen()).containsExactly(alive.id());

    view.own(dead);
    asked.clear();
    assertThat(seen()).containsExactly(alive.id(), dead.id());
    assertThat(asked).doesNotContain(dead);

    View.disown(dead);
    alive.lives(0);
    assertThat(seen()).isEmpty();
  }

  @Test
  void knowsWhoWouldSeeWhatIsNew() {
    look(0, 0);
    seen();

    assertThat(stage.replicator.sees(view, stage.walker(3, 3))).isTrue();
    assertThat(stage.replicator.sees(view, stage.walker(50, 3))).isFalse();
    assertThat(stage.replicator.sees(view, stage.walker(50, Double.NaN))).isTrue();

    WalkerEntity own = stage.walker(50, 3);
    view.own(own);
    assertThat(stage.replicator.sees(view, own)).isTrue();
  }

  @Test
  void seesWhatWasRemovedUntilAFrameSaysSo() {
    View bounded = new View("bounded");
    WalkerEntity walker = stage.walker(3, 3);
    stage.tick();
    stage.frame(view);

    stage.world.walkers().remove(walker);
    assertThat(stage.replicator.sees(view, walker)).isTrue();
    assertThat(stage.replicator.sees(bounded, walker)).isFalse();

    stage.tick(view);
    assertThat(stage.replicator.sees(view, walker)).isFalse();
  }

  @Test
  void seesWhatWasRemovedOnlyIfItWasInSight() {
    look(0, 0);
    WalkerEntity near = stage.walker(3, 3);
    WalkerEntity far = stage.walker(300, 3);
    seen();

    stage.world.walkers().remove(near);
    stage.world.walkers().remove(far);

    assertThat(stage.replicator.sees(view, near)).isTrue();
    assertThat(stage.replicator.sees(view, far)).isFalse();
  }
}
