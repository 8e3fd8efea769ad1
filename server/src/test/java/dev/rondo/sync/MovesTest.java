package dev.rondo.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.test.truth.Walker;
import dev.rondo.test.truth.WalkerEntity;
import dev.rondo.truth.Rows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MovesTest {
  private static final int X = 2;
  private static final int Y = 3;
  private static final int HEADING = 4;

  private final Stage stage = new Stage();
  private final View view = new View("viewer");
  private final List<WalkerEntity> walkers = new ArrayList<>();

  @Test
  void putsWhatOnlyMovedIntoRows() {
    walk(3);
    stage.tick(view);

    walkers.get(0).x(0.01).y(-0.02);
    walkers.get(2).x(-0.03).y(0.64);
    Stage.Seen seen = stage.tick(view);

    assertThat(seen.walkers()).isEmpty();
    assertThat(seen.walked())
        .containsExactly(
            new Rows(List.of(X, Y), List.of(100, 102), List.of(List.of(1, -2), List.of(-3, 64))));
  }

  @Test
  void writesOneThatMovesAloneAsAnElement() {
    walk(3);
    stage.tick(view);

    walkers.get(1).x(0.01);
    Stage.Seen seen = stage.tick(view);

    assertThat(seen.walked()).isEmpty();
    assertThat(seen.world().getWalkersList())
        .containsExactly(Walker.newBuilder().setId(101).setX(1).build());
  }

  @Test
  void writesWhatChangesMoreThanItsPlaceAsAnElement() {
    walk(4);
    stage.tick(view);

    walkers.forEach(walker -> walker.x(1));
    walkers.get(1).lives(3);
    walkers.get(2).distance(3); // which no row can name
    Stage.Seen seen = stage.tick(view);

    assertThat(seen.walked().get(0).ids()).containsExactly(100, 103);
    assertThat(seen.walkers()).containsExactly(101, 102);
  }

  @Test
  void doesNotWidenAllRowsForOneThatIsFarOff() {
    walk(40);
    stage.tick(view);

    walkers.forEach(walker -> walker.x(0.01).y(0.01));
    walkers.get(7).x(1_000_000);
    Stage.Seen seen = stage.tick(view);

    assertThat(seen.walked().get(0).ids()).hasSize(39).doesNotContain(107);
    assertThat(seen.walkers()).containsExactly(107);
    assertThat(seen.bytes()).isLessThan(80);
  }

  @Test
  void padsRowsToAByteSoThatWhatIsLeftIsNone() {
    walk(2);
    stage.tick(view);

    walkers.forEach(walker -> walker.x(-0.01)); // one bit each
    Stage.Seen seen = stage.tick(view);

    assertThat(seen.walked())
        .containsExactly(
            new Rows(List.of(X), List.of(100, 101), List.of(List.of(-1), List.of(-1))));
  }

  @Test
  void says64BitsAndMoreOfARow() {
    walk(10);
    stage.tick(view);

    for (WalkerEntity walker : walkers) {
      walker.x(1e7 + walker.id()).y(-1e7).heading(1e6).height(1e8).fuel(9).depth(-1e8);
    }
    Stage.Seen seen = stage.tick(view);

    Rows rows = seen.walked().get(0);
    assertThat(rows.ids()).hasSize(10);
    assertThat(rows.fields()).containsExactly(2, 3, 4, 5, 6, 7);
    assertThat(rows.steps().get(9))
        .containsExactly(
            1_000_010_900, -1_000_000_000, 1_000_000_000, 200_000_000, 3, -1_000_000_000);
  }

  @Test
  void saysByHowMuchEachHasMovedWhateverMoves() {
    SplittableRandom chance = new SplittableRandom(1);
    walk(60);
    stage.tick(view);
    Map<Integer, int[]> before = counts();
    for (int tick = 0; tick < 400; tick++) {
      int reach = 1 << chance.nextInt(31);
      for (WalkerEntity walker : List.copyOf(walkers)) {
        if (chance.nextInt(3) == 0) {
          walker.x(walker.x() + steps(chance, reach) * 0.01);
          walker.y(walker.y() + steps(chance, 8) * 0.01);
          walker.heading(Math.max(0, walker.heading() + steps(chance, reach) * 0.001));
        }
        if (chance.nextInt(500) == 0) { // so that there are gaps, and wide ones
          stage.world.walkers().remove(walker);
          walkers.remove(walker);
          walk(1 + chance.nextInt(2));
        }
      }

      Stage.Seen seen = stage.tick(view);

      Map<Integer, int[]> after = counts();
      for (Map.Entry<Integer, int[]> now : after.entrySet()) {
        int id = now.getKey();
        int[] from = before.getOrDefault(id, new int[3]);
        int[] to = now.getValue();
        assertThat(moved(seen, id))
            .as("%d at tick %d", id, tick)
            .containsExactly(to[0] - from[0], to[1] - from[1], to[2] - from[2]);
      }
      before = after;
    }
  }

  private static int steps(SplittableRandom chance, int reach) {
    return chance.nextInt(2 * Math.min(reach, 1 << 29) + 1) - Math.min(reach, 1 << 29);
  }

  private void walk(int count) {
    for (int i = 0; i < count; i++) {
      walkers.add(stage.walker(0, 0));
    }
  }

  private Map<Integer, int[]> counts() {
    Map<Integer, int[]> counts = new HashMap<>();
    for (WalkerEntity walker : walkers) {
      counts.put(walker.id(), new int[] {
        (int) Math.rint(walker.x() / 0.01),
        (int) Math.rint(walker.y() / 0.01),
        (int) (long) Math.min(0xffff_ffffL, Math.rint(walker.heading() / 0.001))
      });
    }
    return counts;
  }

  /** By how much one has moved, by whatever says so. */
  private static int[] moved(Stage.Seen seen, int id) {
    int[] sum = new int[3];
    for (Walker walker : seen.world().getWalkersList()) {
      if (walker.getId() == id) {
        sum = new int[] {walker.getX(), walker.getY(), walker.getHeading()};
      }
    }
    for (Rows rows : seen.walked()) {
      int row = rows.ids().indexOf(id);
      for (int i = 0; row >= 0 && i < rows.fields().size(); i++) {
        int column = List.of(X, Y, HEADING).indexOf(rows.fields().get(i));
        sum[column] += rows.steps().get(row).get(i);
      }
    }
    return sum;
  }
}
