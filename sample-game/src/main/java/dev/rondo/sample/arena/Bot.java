package dev.rondo.sample.arena;

import dev.rondo.sample.arena.contract.Steer;
import dev.rondo.sample.arena.contract.SteerView;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Flies a ship when there are too few pilots: at the nearest other ship, not too well. */
final class Bot {
  private static final double AIM_RADIANS = 0.14;
  private static final double FIRE_METRES = 38;
  private static final double CLOSE_METRES = 13;
  private static final double LEAD_SECONDS = 0.35;
  private static final double RECKLESS = 0.35;

  private final Ship ship;
  private final RandomGenerator random;
  private double wobble;

  Bot(Ship ship, RandomGenerator random) {
    this.ship = ship;
    this.random = random;
  }

  Ship ship() {
    return ship;
  }

  /** What it would do now, among these ships. */
  SteerView steer(Iterable<Ship> ships, double size) {
    wobble = wobble * 0.96 + (random.nextDouble() - 0.5) * 0.12;
    Ship prey = nearest(ships);
    if (prey == null) {
      return SteerView.of(
          towards(size / 2, size / 2).setThrust(random.nextDouble() < RECKLESS).build());
    }
    double distance = ship.distanceTo(prey);
    Steer.Builder steer =
        towards(prey.x() + prey.vx() * LEAD_SECONDS, prey.y() + prey.vy() * LEAD_SECONDS);
    boolean aimed = Math.abs(steer.getTurn()) < AIM_RADIANS;
    return SteerView.of(steer
        .setThrust(distance > CLOSE_METRES && Math.abs(steer.getTurn()) < 1)
        .setFire(aimed && distance < FIRE_METRES && random.nextDouble() < RECKLESS)
        .build());
  }

  private @Nullable Ship nearest(Iterable<Ship> ships) {
    Ship nearest = null;
    for (Ship other : ships) {
      boolean counts = other != ship && other.alive();
      if (counts && (nearest == null || ship.distanceTo(other) < ship.distanceTo(nearest))) {
        nearest = other;
      }
    }
    return nearest;
  }

  private Steer.Builder towards(double x, double y) {
    double bearing = Math.atan2(y - ship.y(), x - ship.x()) + wobble;
    double off = Math.IEEEremainder(bearing - ship.heading(), 2 * Math.PI);
    return Steer.newBuilder().setTurn((float) Math.max(-1, Math.min(1, off * 3)));
  }
}
