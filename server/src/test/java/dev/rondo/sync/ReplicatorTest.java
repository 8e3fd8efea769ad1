package dev.rondo.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.test.truth.Letter;
import dev.rondo.test.truth.LetterEntity;
import dev.rondo.test.truth.Part;
import dev.rondo.test.truth.ThingEntity;
import dev.rondo.test.truth.Walker;
import dev.rondo.test.truth.WalkerEntity;
import dev.rondo.test.truth.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplicatorTest {
  private static final int SMALL = 256;

  private final View view = new View("viewer");

  @Test
  void sharesOneFrameWhereEverybodySeesEverything() {
    Stage stage = new Stage();
    View other = new View("other");
    WalkerEntity walker = stage.walker(0, 0);
    stage.tick();
    stage.frame(view);
    stage.frame(other);

    walker.name("Ada");
    stage.tick();
    Stage.Seen seen = stage.frame(view);

    assertThat(seen.shares()).isTrue();
    assertThat(stage.frame(other)).isEqualTo(seen);
    assertThat(seen.world().getWalkersList())
        .containsExactly(Walker.newBuilder().setId(100).setName("Ada").build());
  }

  @Test
  void tellsOneWhoIsBehindWhatChangedSince() {
    Stage stage = new Stage();
    WalkerEntity walker = stage.walker(1, 0).name("Ada").lives(3);
    WalkerEntity gone = stage.walker(1, 0);
    stage.tick(view);

    walker.x(2);
    stage.world.walkers().remove(gone);
    stage.tick();
    stage.replicator.skip(view);
    walker.x(3).name("Bob");
    WalkerEntity late = stage.walker(7, 7);
    stage.tick();
    stage.replicator.skip(view);
    Stage.Seen seen = stage.tick(view);

    assertThat(seen.removed()).containsExactly(gone.id());
    assertThat(seen.absolute()).containsExactly(walker.id());
    assertThat(seen.walkers()).containsExactly(walker.id(), late.id());
    assertThat(seen.world().getWalkers(0))
        .isEqualTo(
            Walker.newBuilder().setId(walker.id()).setX(300).setName("Bob").build());
  }

  @Test
  void sendsWhatProtobufCannotUnsetWholeWithAReset() {
    Stage stage = new Stage();
    ThingEntity thing = stage.world.things().spawn(new ThingEntity());
    thing.part(Part.newBuilder().setName("wheel").build()).anInt32(7);
    stage.tick(view);

    thing.clearPart();
    Stage.Seen seen = stage.tick(view);

    assertThat(seen.reset()).containsExactly(thing.id());
    assertThat(seen.world().getThings(0).getAnInt32()).isEqualTo(7);
    assertThat(seen.world().getThings(0).hasPart()).isFalse();
  }

  @Test
  void setsTheSameFieldsInAllCopiesWhateverWayTheyCame() {
    Stage stage = new Stage();
    View late = new View("late");
    WalkerEntity walker = stage.walker(0, 0);
    WalkerEntity other = stage.walker(0, 0);
    stage.tick(view);

    walker.x(1).name("Ada");
    other.y(1); // so both get a row or an element
    stage.tick(view);
    walker.x(0).name("");
    stage.tick(view);
    Walker told = stage.frame(late).world().getWalkers(0);

    assertThat(told.hasName()).isTrue();
    assertThat(told.hasX()).isTrue();
    assertThat(told.hasY()).isTrue();
    assertThat(told.hasLives()).isFalse();
  }

  @Test
  void saysNothingOfWhatCameAndWentBetweenTwoTicks() {
    Stage stage = new Stage();
    stage.tick(view);

    WalkerEntity walker = stage.walker(0, 0);
    view.own(walker);
    stage.world.walkers().remove(walker);

    assertThat(stage.tick(view).isEmpty()).isTrue();
  }

  // The budget.

  @Test
  void fillsASmallFrameWithWhatFitsAndTheNextOnesWithTheRest() {
    Stage stage = new Stage(SMALL);
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(stage.walker(i, i).name("x".repeat(40)).id());
    }

    List<Integer> told = new ArrayList<>();
    int frames = 0;
    while (!view.isComplete()) {
      Stage.Seen seen = stage.tick(view);
      assertThat(seen.bytes()).isLessThanOrEqualTo(SMALL);
      told.addAll(seen.walkers());
      frames++;
    }

    assertThat(told).containsExactlyInAnyOrderElementsOf(all);
    assertThat(frames).isEqualTo(7); // of three each
    assertThat(stage.tick(view).isEmpty()).isTrue();
  }

  @Test
  void sendsItsOwnAndTheSinglesHoweverSmallTheFrameIs() {
    Stage stage = new Stage(SMALL);
    for (int i = 0; i < 10; i++) {
      stage.walker(i, i).name("x".repeat(200));
    }
    WalkerEntity own = stage.walker(0, 0).name("y".repeat(300));
    view.own(own);
    stage.world.round().title("z".repeat(300));

    Stage.Seen seen = stage.tick(view);

    assertThat(seen.walkers()).contains(own.id()).hasSize(2);
    assertThat(seen.world().getRound().getTitle()).hasSize(300);
  }

  @Test
  void letsNothingWaitForEver() {
    Stage stage = new Stage(SMALL);
    List<WalkerEntity> walkers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      walkers.add(stage.walker(i, i));
    }
    stage.replicator.rank((viewer, entity) -> entity.id() == 100 ? 0.1 : 1);
    stage.tick(view);
    int[] newest = new int[20];

    for (int tick = 1; tick <= 200; tick++) {
      for (WalkerEntity walker : walkers) {
        walker.name("x".repeat(50) + tick);
      }
      for (Walker told : stage.tick(view).world().getWalkersList()) {
        newest[told.getId() - 100] = tick;
      }
    }

    for (int i = 1; i < newest.length; i++) {
      assertThat(newest[i]).isGreaterThan(190);
    }
    assertThat(newest[0]).isGreaterThan(100);
  }

  @Test
  void letsWhatDoesNotMatterAtAllTakeTurns() {
    Stage stage = new Stage(SMALL);
    List<WalkerEntity> walkers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      walkers.add(stage.walker(i, i));
    }
    stage.replicator.rank((viewer, entity) -> 0);
    Set<Integer> told = new HashSet<>();

    for (int tick = 1; tick <= 40; tick++) {
      for (WalkerEntity walker : walkers) {
        walker.name("x".repeat(50) + tick);
      }
      told.addAll(stage.tick(view).walkers());
    }

    assertThat(told).hasSize(20);
  }

  // What only the owner sees.

  @Test
  void tellsTheOwnerAndNobodyElseWhatIsTheOwners() {
    Stage stage = new Stage();
    View other = new View("other");
    WalkerEntity walker = stage.walker(0, 0).gold(5).password("sesame");
    LetterEntity letter = stage.world.letters().spawn(new LetterEntity().text("Dear"));
    view.own(walker);
    view.own(letter);
    stage.tick();
    assertThat(stage.frame(view).world().getLettersList())
        .containsExactly(Letter.newBuilder().setId(letter.id()).setText("Dear").build());
    assertThat(stage.frame(other).world().getLettersList()).isEmpty();

    walker.gold(6);
    letter.weight(2);
    stage.tick();

    Stage.Seen owners = stage.frame(view);
    assertThat(owners.world().getWalkersList())
        .containsExactly(Walker.newBuilder().setId(walker.id()).setGold(100).build());
    assertThat(owners.world().getLettersList())
        .containsExactly(Letter.newBuilder().setId(letter.id()).setWeight(20).build());
    assertThat(stage.frame(other).isEmpty()).isTrue();
  }

  @Test
  void tellsOneWhoIsBehindNothingOfAnothers() {
    Stage stage = new Stage();
    WalkerEntity walker = stage.walker(0, 0);
    WalkerEntity secretive = stage.walker(0, 0);
    stage.tick(view);

    walker.name("Ada").gold(5).password("sesame");
    walker.plans().add("to win");
    secretive.gold(5);
    stage.tick();
    stage.replicator.skip(view);
    Stage.Seen seen = stage.tick(view);

    assertThat(seen.world().getWalkersList())
        .containsExactly(Walker.newBuilder().setId(walker.id()).setName("Ada").build());
    assertThat(seen.reset()).isEmpty();
  }

  @Test
  void tellsAnOwnerWhoIsBehindCountsAndNotDifferences() {
    Stage stage = new Stage();
    WalkerEntity walker = stage.walker(0, 0).gold(1);
    LetterEntity letter = stage.world.letters().spawn(new LetterEntity().weight(1));
    view.own(walker);
    view.own(letter);
    stage.tick(view);

    walker.gold(2);
    letter.weight(2);
    stage.tick();
    stage.replicator.skip(view);
    Stage.Seen seen = stage.tick(view);

    assertThat(seen.absolute()).containsExactlyInAnyOrder(walker.id(), letter.id());
    assertThat(seen.world().getWalkers(0).getGold()).isEqualTo(200);
    assertThat(seen.world().getLetters(0).getWeight()).isEqualTo(20);
  }

  @Test
  void tellsTheOwnerAllAgainWhenTheCopyStartsAnewForEverybody() {
    Stage stage = new Stage();
    WalkerEntity walker = stage.walker(0, 0).gold(1);
    view.own(walker);
    stage.tick(view);

    walker.marks().add(7);
    Stage.Seen seen = stage.tick(view);

    assertThat(seen.reset()).containsExactly(walker.id());
    assertThat(seen.world().getWalkersList()).anyMatch(one -> one.getGold() == 100);
    assertThat(seen.world().getWalkersList()).anyMatch(one -> one.getMarksCount() == 1);
  }

  @Test
  void startsTheCopyOfTheOwnerAnewAndNoOther() {
    Stage stage = new Stage();
    View other = new View("other");
    WalkerEntity walker = stage.walker(0, 0).name("Ada").gold(1);
    view.own(walker);
    stage.tick();
    stage.frame(view);
    stage.frame(other);

    walker.plans().add("to win");
    stage.tick();
    Stage.Seen seen = stage.frame(view);

    assertThat(seen.reset()).containsExactly(walker.id());
    assertThat(seen.world().getWalkersList()).anyMatch(one -> one.getName().equals("Ada"));
    assertThat(seen.world().getWalkersList())
        .anyMatch(one -> one.getGold() == 100 && one.getPlansCount() == 1);
    assertThat(stage.frame(other).isEmpty()).isTrue();
  }

  @Test
  void takesFromTheOldOwnerWhatTheNewOneIsTold() {
    Stage stage = new Stage();
    View other = new View("other");
    WalkerEntity walker = stage.walker(0, 0).name("Ada").gold(5);
    LetterEntity letter = stage.world.letters().spawn(new LetterEntity().text("Dear"));
    view.own(walker);
    view.own(letter);
    stage.tick();
    stage.frame(view);
    stage.frame(other);

    other.own(walker);
    other.own(letter);
    stage.tick();

    Stage.Seen old = stage.frame(view);
    assertThat(old.reset()).containsExactly(walker.id());
    assertThat(old.removed()).containsExactly(letter.id());
    assertThat(old.world().getWalkers(0).getName()).isEqualTo("Ada");
    assertThat(old.world().getWalkers(0).hasGold()).isFalse();
    Stage.Seen now = stage.frame(other);
    assertThat(now.world().getWalkersList())
        .containsExactly(Walker.newBuilder().setId(walker.id()).setGold(500).build());
    assertThat(now.world().getLetters(0).getText()).isEqualTo("Dear");
  }

  @Test
  void removesWhatIsLostAndOutOfSightAtOnce() {
    Stage stage = new Stage();
    stage.replicator.interest(Interest.grid(10));
    view.lookAt(0, 0);
    WalkerEntity walker = stage.walker(500, 0).gold(5);
    view.own(walker);
    stage.tick(view);

    View.disown(walker);
    Stage.Seen seen = stage.tick(view);

    assertThat(seen.removed()).containsExactly(walker.id());
    assertThat(seen.reset()).isEmpty();
    assertThat(seen.walkers()).isEmpty();
  }

  @Test
  void resetsWhatIsLostWhenItsTurnComes() {
    Stage stage = new Stage(SMALL);
    WalkerEntity walker = stage.walker(0, 0).name("x".repeat(200)).password("sesame");
    WalkerEntity other = stage.walker(0, 0).name("y".repeat(200));
    stage.replicator.rank((viewer, entity) -> entity == other ? 2 : 1);
    view.own(walker);
    stage.tick(view);

    View.disown(walker);
    other.name("z".repeat(200));
    Stage.Seen first = stage.tick(view);
    Stage.Seen second = stage.tick(view);

    assertThat(first.walkers()).containsExactly(other.id());
    assertThat(first.reset()).isEmpty();
    assertThat(second.walkers()).containsExactly(walker.id());
    assertThat(second.reset()).containsExactly(walker.id());
  }

  // Desyncs.

  @Test
  void startsAllAnewAndRemovesWhatTheClientShouldNotHave() {
    Stage stage = new Stage();
    WalkerEntity walker = stage.walker(1, 2);
    LetterEntity letter = stage.world.letters().spawn(new LetterEntity().text("Dear"));
    stage.world.round().title("first");
    view.own(letter);
    stage.tick(view);

    view.resync(4711);
    Stage.Seen seen = stage.tick(view);

    assertThat(seen.reset()).containsExactlyInAnyOrder(20, 21, walker.id(), letter.id());
    assertThat(seen.removed()).containsExactly(4711);
    assertThat(seen.walkers()).containsExactly(walker.id());
    assertThat(seen.world().getLetters(0).getText()).isEqualTo("Dear");
    assertThat(seen.world().getRound().getTitle()).isEqualTo("first");
    assertThat(stage.tick(view).isEmpty()).isTrue();
  }

  @Test
  void saysWhatAClientHoldsOnceNothingWaits() throws Exception {
    Stage stage = new Stage(SMALL);
    for (int i = 0; i < 4; i++) {
      stage.walker(i, i).name("x".repeat(100)).gold(3);
    }
    view.own(stage.world.walkers().iterator().next());

    stage.tick(view);
    assertThat(stage.replicator.held(view)).isNull();

    stage.tick(view);
    World held = World.parseFrom(stage.replicator.held(view));
    assertThat(held.getWalkersList()).hasSize(4);
    assertThat(held.getWalkers(0).getGold()).isEqualTo(300);
    assertThat(held.getWalkers(1).hasGold()).isFalse();
  }
}
