package dev.rondo.benchmarks;

import dev.rondo.benchmarks.flight.ShipEntity;
import dev.rondo.benchmarks.flight.WorldSync;
import dev.rondo.sync.Replicator;
import io.netty.buffer.ByteBuf;

/** Ships that all move and turn in each tick, and what a room does to show them to everybody. */
public final class DriftingShips {
  private static final int FRAME_BYTES = 1 << 20;

  private final WorldSync<ShipEntity> world = new WorldSync<>();
  private final Replicator replicator = new Replicator(world, FRAME_BYTES);
  private int ids = 100;
  private int tick;

  /**
   * Spawns ships, and encodes the tick in which they came.
   *
   * @param ships how many
   */
  public DriftingShips(int ships) {
    world.begin(() -> ids++);
    for (int i = 0; i < ships; i++) {
      world.ships().spawn(new ShipEntity().hull(100).name("Ship " + i));
    }
    move();
    replicator.encode(tick);
  }

  /** Moves each ship for a tick, by up to 0.7 metres on each axis. */
  public void move() {
    tick++;
    for (ShipEntity ship : world.ships()) {
      double way = (ship.id() % 16 - 7.5) * 0.09;
      ship.x(ship.x() + way).y(ship.y() - way).heading(ship.heading() + way / 10);
    }
  }

  /**
   * Encodes what has changed.
   *
   * @param out where what everybody gets is appended
   */
  public void encode(ByteBuf out) {
    replicator.locate();
    replicator.encode(tick);
    replicator.writeShared(out);
  }
}
