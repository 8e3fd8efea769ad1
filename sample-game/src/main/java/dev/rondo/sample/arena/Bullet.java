package dev.rondo.sample.arena;

import dev.rondo.sample.arena.contract.BulletEntity;

/** A shot, which flies straight until it hits or has flown far enough. */
final class Bullet extends BulletEntity {
  private static final double SPEED = 60;
  private static final double LIFE_SECONDS = 1.1;

  private final Ship from;
  private final double vx;
  private final double vy;
  private double left = LIFE_SECONDS;

  Bullet(Ship from) {
    this.from = from;
    double ahead = Math.cos(from.heading());
    double aside = Math.sin(from.heading());
    vx = from.vx() + ahead * SPEED;
    vy = from.vy() + aside * SPEED;
    ship(from.id()).heading(from.heading());
    x(from.x() + ahead * Ship.RADIUS).y(from.y() + aside * Ship.RADIUS);
  }

  Ship from() {
    return from;
  }

  /** Flies for a moment, and says whether it is spent: too old, or out of the arena. */
  boolean fly(double seconds, double size) {
    x(x() + vx * seconds).y(y() + vy * seconds);
    left -= seconds;
    return left <= 0 || x() < 0 || y() < 0 || x() > size || y() > size;
  }

  /** Says whether it hits a ship in the step that it has just flown, which is longer than a ship. */
  boolean hits(Ship target, double seconds) {
    if (target == from || !target.vulnerable()) {
      return false;
    }
    double stepX = vx * seconds;
    double stepY = vy * seconds;
    double along =
        ((target.x() - x()) * stepX + (target.y() - y()) * stepY) / (stepX * stepX + stepY * stepY);
    double nearest =
        Math.min(0, Math.max(-1, along)); // -1 is where the step began, 0 where it ended
    double dx = x() + stepX * nearest - target.x();
    double dy = y() + stepY * nearest - target.y();
    return Math.hypot(dx, dy) < Ship.RADIUS;
  }
}
