package dev.rondo.benchmarks;

import dev.rondo.sample.arena.contract.Bullet;
import dev.rondo.sample.arena.contract.Round;
import dev.rondo.sample.arena.contract.Ship;
import dev.rondo.sample.arena.contract.World;

/**
 * The state of an arena in the middle of a fight: ships that each have a name, a score and a bullet in
 * the air. Built as the sample game builds its own, a new message each tick.
 */
public final class ArenaWorld {
  private static final int FIRST_ID = 100;
  private static final String[] NAMES = {"Ada", "Grace", "Katherine", "Margaret", "Radia"};
  private static final float SIZE = 120;

  private ArenaWorld() {}

  /**
   * Builds the state of a tick.
   *
   * @param ships how many ships; as many bullets come with them
   * @return the state, of which nothing has been computed yet: a message keeps its size once it was asked
   *     for it, so one that is encoded twice would look cheaper than a room's
   */
  public static World of(int ships) {
    World.Builder world = World.newBuilder()
        .setRound(Round.newBuilder().setNumber(3).setSecondsLeft(120).setSize(SIZE));
    for (int i = 0; i < ships; i++) {
      world.addShips(ship(i));
    }
    for (int i = 0; i < ships; i++) {
      world.addBullets(bullet(i, FIRST_ID + ships + i));
    }
    return world.build();
  }

  private static Ship ship(int index) {
    return Ship.newBuilder()
        .setId(FIRST_ID + index)
        .setX(index * 1.37f % SIZE)
        .setY(index * 2.71f % SIZE)
        .setHeading(index * 0.31f)
        .setHull(100 - index % 5 * 20)
        .setName(NAMES[index % NAMES.length])
        .setScore(index % 10)
        .setThrusting(index % 2 == 0)
        .setPlayer(FIRST_ID + index)
        .setShielded(index % 7 == 0)
        .build();
  }

  private static Bullet bullet(int ship, int id) {
    return Bullet.newBuilder()
        .setId(id)
        .setX(ship * 1.91f % SIZE)
        .setY(ship * 0.83f % SIZE)
        .setHeading(ship * 0.31f)
        .setShip(FIRST_ID + ship)
        .build();
  }
}
