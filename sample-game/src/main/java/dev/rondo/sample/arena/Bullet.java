package dev.rondo.sample.arena;

/** A shot, which flies straight until it hits or has flown far enough. */
final class Bullet extends Body {
  private static final double SPEED = 60;
  private static final double LIFE_SECONDS = 1.1;

  private final Ship from;
  private double left = LIFE_SECONDS;

  Bullet(int id, Ship from) {
    super(id);
    this.from = from;
    head(from.heading());
    place(
        from.x() + Math.cos(heading()) * Ship.RADIUS, from.y() + Math.sin(heading()) * Ship.RADIUS);
    velocity(from.vx() + Math.cos(heading()) * SPEED, from.vy() + Math.sin(heading()) * SPEED);
  }

  Ship from() {
    return from;
  }

  /** Flies for a moment, and says whether it is spent: too old, or out of the arena. */
  boolean fly(double seconds, double size) {
    drift(seconds);
    left -= seconds;
    return left <= 0 || x() < 0 || y() < 0 || x() > size || y() > size;
  }

  /** Says whether it hits a ship in the step that it has just flown, which is longer than a ship. */
  boolean hits(Ship ship, double seconds) {
    if (ship == from || !ship.vulnerable()) {
      return false;
    }
    double stepX = vx() * seconds;
    double stepY = vy() * seconds;
    double along =
        ((ship.x() - x()) * stepX + (ship.y() - y()) * stepY) / (stepX * stepX + stepY * stepY);
    double nearest =
        Math.min(0, Math.max(-1, along)); // -1 is where the step began, 0 where it ended
    double dx = x() + stepX * nearest - ship.x();
    double dy = y() + stepY * nearest - ship.y();
    return Math.hypot(dx, dy) < Ship.RADIUS;
  }

  dev.rondo.sample.arena.contract.Bullet snapshot() {
    return dev.rondo.sample.arena.contract.Bullet.newBuilder()
        .setId(id())
        .setX((float) x())
        .setY((float) y())
        .setHeading((float) heading())
        .setShip(from.id())
        .build();
  }
}
