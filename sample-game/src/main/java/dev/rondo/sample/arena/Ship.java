package dev.rondo.sample.arena;

import dev.rondo.sample.arena.contract.ShipEntity;
import dev.rondo.sample.arena.contract.SteerView;

/**
 * A ship, flown by a pilot or a bot: it turns, thrusts, shoots, is hit, and comes back. What players see of it
 * stands in arena.proto.
 */
final class Ship extends ShipEntity {
  static final double RADIUS = 1.8;

  private static final int FULL_HULL = 100;
  private static final int HIT_DAMAGE = 20;
  private static final double TURN_RATE = 3.6;
  private static final double THRUST = 34;
  private static final double TOP_SPEED = 28;
  private static final double DRAG = 0.55;
  private static final double BOUNCE = 0.6;
  private static final double RELOAD_SECONDS = 0.22;
  private static final double WRECK_SECONDS = 3;
  private static final double SHIELD_SECONDS = 2;

  private double vx;
  private double vy;
  private double reloading;
  private double wrecked;
  private double shield = SHIELD_SECONDS;

  /**
   * Makes a ship.
   *
   * @param playerId who flies it, or 0 for a bot
   */
  Ship(String name, int playerId) {
    name(name).player(playerId).hull(FULL_HULL).shielded(true);
  }

  double vx() {
    return vx;
  }

  double vy() {
    return vy;
  }

  double distanceTo(Ship other) {
    return Math.hypot(other.x() - x(), other.y() - y());
  }

  boolean alive() {
    return hull() > 0;
  }

  boolean vulnerable() {
    return alive() && !shielded();
  }

  /** Flies for a moment as a pilot steers. */
  void fly(SteerView steer, double seconds) {
    if (!alive()) {
      return;
    }
    head(heading() + steer.turn() * TURN_RATE * seconds);
    thrusting(steer.thrust());
    double push = steer.thrust() ? THRUST * seconds : 0;
    double keep = 1 - DRAG * seconds;
    velocity(vx * keep + Math.cos(heading()) * push, vy * keep + Math.sin(heading()) * push);
    double speed = Math.hypot(vx, vy);
    if (speed > TOP_SPEED) {
      velocity(vx * TOP_SPEED / speed, vy * TOP_SPEED / speed);
    }
    x(x() + vx * seconds).y(y() + vy * seconds);
  }

  /** Comes back off the walls of a square arena. */
  void bounce(double size) {
    double inX = Math.min(Math.max(x(), RADIUS), size - RADIUS);
    double inY = Math.min(Math.max(y(), RADIUS), size - RADIUS);
    if (inX != x()) {
      vx *= -BOUNCE;
    }
    if (inY != y()) {
      vy *= -BOUNCE;
    }
    x(inX).y(inY);
  }

  /** Lets time pass for what recovers by itself, and says whether a wreck is due to come back. */
  boolean recover(double seconds) {
    reloading = Math.max(0, reloading - seconds);
    shield = Math.max(0, shield - seconds);
    shielded(shield > 0);
    wrecked = Math.max(0, wrecked - seconds);
    return !alive() && wrecked == 0;
  }

  boolean canFire() {
    return alive() && reloading == 0;
  }

  void fired() {
    reloading = RELOAD_SECONDS;
    shield = 0; // who shoots can be shot
    shielded(false);
  }

  /** Takes a hit, and says whether that was the end of it. */
  boolean hit() {
    hull(Math.max(0, hull() - HIT_DAMAGE));
    if (alive()) {
      return false;
    }
    wrecked = WRECK_SECONDS;
    thrusting(false);
    velocity(0, 0);
    return true;
  }

  void comeBack(double atX, double atY, double heading) {
    hull(FULL_HULL).shielded(true).x(atX).y(atY);
    head(heading);
    shield = SHIELD_SECONDS;
    velocity(0, 0);
  }

  void velocity(double metresPerSecondX, double metresPerSecondY) {
    vx = metresPerSecondX;
    vy = metresPerSecondY;
  }

  void head(double radians) {
    heading(Math.IEEEremainder(radians, 2 * Math.PI));
  }
}
