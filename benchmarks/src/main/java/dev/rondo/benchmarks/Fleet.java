package dev.rondo.benchmarks;

import dev.rondo.benchmarks.flight.ShipEntity;
import java.util.SplittableRandom;

/**
 * Ships that are steered around in a world: the same ones, bit for bit, for the same scenario.
 *
 * <p>A ship that moves does so for 2 to 6 seconds on end, then another takes over, so that always as many
 * move as the scenario says. Where all move, none ever rests. It flies the way it heads, and its helm is
 * laid anew each 0.25 to 1.5 seconds: straight on in one half of the cases, and a turn of 1 to 2.5 radians
 * a second to either side in the other. Near the edge of the world it turns back.
 */
final class Fleet {
  /** Half the width of the world, in metres: 16 bits in centimetres are enough for it. */
  static final double HALF = 327.67;

  static final int TICK_RATE = 20;

  private static final double EDGE = 0.8 * HALF;
  private static final double FASTEST_TURN = 2.5;

  private final SplittableRandom chance;
  private final double speed;
  private final int moving;
  private final Helm[] ships;

  Fleet(Scenario scenario) {
    chance = new SplittableRandom(scenario.ships());
    speed = scenario.speed();
    moving = scenario.moving();
    ships = new Helm[scenario.ships()];
    for (int i = 0; i < ships.length; i++) {
      ships[i] = new Helm();
      ships[i].x = chance.nextDouble(-EDGE, EDGE);
      ships[i].y = chance.nextDouble(-EDGE, EDGE);
      ships[i].heading = chance.nextDouble(-Math.PI, Math.PI);
      ships[i].movesFor = i < moving ? 1 + chance.nextInt(6 * TICK_RATE) : 0;
    }
  }

  int size() {
    return ships.length;
  }

  /** Puts as many entities where the ships are. */
  void place(Iterable<ShipEntity> entities) {
    int i = 0;
    for (ShipEntity entity : entities) {
      Helm ship = ships[i++];
      entity.x(ship.x).y(ship.y).heading(ship.heading);
    }
  }

  /** In metres, from -{@link #HALF} to {@link #HALF}. */
  double x(int ship) {
    return ships[ship].x;
  }

  /** In metres, from -{@link #HALF} to {@link #HALF}. */
  double y(int ship) {
    return ships[ship].y;
  }

  /** In radians, counting full turns. */
  double heading(int ship) {
    return ships[ship].heading;
  }

  /** Flies for a tick. */
  void fly() {
    for (Helm ship : ships) {
      if (ship.movesFor > 0) {
        ship.steer();
      }
    }
    for (Helm ship : ships) {
      if (ship.movesFor > 0 && --ship.movesFor == 0) {
        relieve(ship);
      }
    }
  }

  private void relieve(Helm ship) {
    Helm next = ship;
    while (moving < ships.length && (next == ship || next.movesFor > 0)) {
      next = ships[chance.nextInt(ships.length)];
    }
    next.movesFor = ticks(2, 6);
  }

  private int ticks(double seconds, double secondsAtMost) {
    return (int) chance.nextDouble(seconds * TICK_RATE, secondsAtMost * TICK_RATE);
  }

  private final class Helm {
    private double x;
    private double y;
    private double heading;
    private double turn;
    private int turnsFor;
    private int movesFor;

    void steer() {
      if (turnsFor == 0) {
        turnsFor = ticks(0.25, 1.5);
        turn = chance.nextBoolean() ? 0 : chance.nextDouble(1, FASTEST_TURN);
        turn = chance.nextBoolean() ? turn : -turn;
      }
      turnsFor--;
      heading += (Math.hypot(x, y) > EDGE ? turnBack() : turn) / TICK_RATE;
      x += Math.cos(heading) * speed / TICK_RATE;
      y += Math.sin(heading) * speed / TICK_RATE;
    }

    private double turnBack() {
      double off = Math.IEEEremainder(Math.atan2(-y, -x) - heading, 2 * Math.PI);
      return Math.abs(off) < 0.2 ? 0 : Math.copySign(FASTEST_TURN, off);
    }
  }
}
