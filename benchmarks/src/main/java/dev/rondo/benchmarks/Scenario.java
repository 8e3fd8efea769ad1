package dev.rondo.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * What {@link StateBytes} compares in one row.
 *
 * @param ships how many ships there are
 * @param speed of those that move, in metres a second
 * @param moving how many move at a time
 */
record Scenario(int ships, double speed, int moving) {
  private static final int[] SHIPS = {8, 40, 100};
  private static final double[] SPEEDS = {2, 15, 40};
  private static final int[] SHARES = {1, 3, 10};

  /** A room, a hall and a crowd; on foot, by ship and fast; of which all, a third or a tenth move. */
  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    for (int ships : SHIPS) {
      for (double speed : SPEEDS) {
        for (int share : SHARES) {
          all.add(new Scenario(ships, speed, Math.max(1, Math.round((float) ships / share))));
        }
      }
    }
    return all;
  }
}
