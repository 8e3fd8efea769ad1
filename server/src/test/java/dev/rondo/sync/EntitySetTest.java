package dev.rondo.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.test.truth.ThingEntity;
import dev.rondo.test.truth.WalkerEntity;
import dev.rondo.test.truth.WorldSync;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class EntitySetTest {
  private final Stage stage = new Stage();
  private final EntitySet<WalkerEntity> walkers = stage.world.walkers();

  @Test
  void keepsTheOrderInWhichEntitiesWereSpawned() {
    List<WalkerEntity> spawned = spawn(40);
    stage.world.things().spawn(new ThingEntity());

    walkers.remove(spawned.get(3));
    WalkerEntity last = walkers.spawn(new WalkerEntity());

    spawned.remove(3);
    spawned.add(last);
    assertThat(walkers).containsExactlyElementsOf(spawned);
    assertThat(walkers.stream()).containsExactlyElementsOf(spawned);
    assertThat(walkers.size()).isEqualTo(40);
  }

  @Test
  void letsEntitiesBeRemovedWhileItIsWalkedThrough() {
    List<WalkerEntity> spawned = spawn(6);
    List<WalkerEntity> met = new ArrayList<>();

    for (WalkerEntity walker : walkers) {
      met.add(walker);
      walkers.remove(walker);
      walkers.remove(spawned.get(5 - spawned.indexOf(walker)));
    }

    assertThat(met).containsExactly(spawned.get(0), spawned.get(1), spawned.get(2));
    assertThat(walkers).isEmpty();
    assertThat(walkers.isEmpty()).isTrue();
  }

  @Test
  void doesNotMeetWhatIsSpawnedWhileItIsWalkedThrough() {
    List<WalkerEntity> spawned = spawn(16); // one more makes it grow
    List<WalkerEntity> met = new ArrayList<>();

    for (WalkerEntity walker : walkers) {
      met.add(walker);
      walkers.spawn(new WalkerEntity());
    }

    assertThat(met).containsExactlyElementsOf(spawned);
    assertThat(walkers.size()).isEqualTo(32);
  }

  @Test
  void endsAWalkWhereItEnds() {
    spawn(1);

    Iterator<WalkerEntity> walk = walkers.iterator();
    walk.next();

    assertThat(walk.hasNext()).isFalse();
    assertThatThrownBy(walk::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void findsByIdWhatWasNotRemoved() {
    List<WalkerEntity> spawned = spawn(20);
    stage.tick();
    walkers.remove(spawned.get(4));

    assertThat(walkers.find(spawned.get(4).id())).isNull();
    assertThat(walkers.find(spawned.get(5).id())).isSameAs(spawned.get(5));
    assertThat(walkers.find(99)).isNull();

    stage.tick();

    assertThat(walkers.find(spawned.get(4).id())).isNull();
    assertThat(walkers.find(spawned.get(19).id())).isSameAs(spawned.get(19));
  }

  @Test
  void removesThoseOfWhichSomethingIsTrue() {
    List<WalkerEntity> spawned = spawn(9);

    boolean any = walkers.removeIf(walker -> walker.id() % 2 == 0);
    boolean more = walkers.removeIf(walker -> walker.id() % 2 == 0);

    assertThat(any).isTrue();
    assertThat(more).isFalse();
    assertThat(walkers)
        .containsExactlyElementsOf(
            spawned.stream().filter(walker -> walker.id() % 2 == 1).toList());
  }

  @Test
  void removesOnlyWhatIsInIt() {
    WalkerEntity walker = spawn(1).get(0);
    WalkerEntity stranger = new WalkerEntity();
    ThingEntity thing = stage.world.things().spawn(new ThingEntity());

    assertThat(walkers.remove(stranger)).isFalse();
    assertThat(walkers.remove(thing)).isFalse();
    assertThat(walkers.remove(walker)).isTrue();
    assertThat(walkers.remove(walker)).isFalse();
    assertThat(walkers.size()).isZero();
  }

  @Test
  void refusesWhatWasSpawnedBefore() {
    WalkerEntity walker = spawn(1).get(0);
    walkers.remove(walker);

    assertThatThrownBy(() -> walkers.spawn(walker))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("entity 100 was spawned already; make a new one");
  }

  @Test
  void refusesASpawnBeforeTheRoomHasBegun() {
    WorldSync<WalkerEntity, ThingEntity, ?> early = new WorldSync<>();

    assertThatThrownBy(() -> early.walkers().spawn(new WalkerEntity()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the room has not begun; spawn in onCreate or later");
    assertThat(early.walkers()).isEmpty();
  }

  private List<WalkerEntity> spawn(int count) {
    List<WalkerEntity> spawned = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      spawned.add(walkers.spawn(new WalkerEntity()));
    }
    return spawned;
  }
}
