package dev.rondo.sample.arena;

import dev.rondo.sample.arena.contract.Steer;

/** A ship, flown by a pilot or a bot: it turns, thrusts, shoots, is hit, and comes back. */
final class Ship extends Body {
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

  private final String name;
  private final int playerId;
  private int hull = FULL_HULL;
  private int score;
  private boolean thrusting;
  private double reloading;
  private double wrecked;
  private double shielded = SHIELD_SECONDS;

  /**
   * Makes a ship.
   *
   * @param playerId who flies it, or 0 for a bot
   */
  Ship(int id, String name, int playerId) {
    super(id);
    this.name = name;
    this.playerId = playerId;
  }

  String name() {
    return name;
  }

  int score() {
    return score;
  }

  boolean alive() {
    return hull > 0;
  }

  boolean vulnerable() {
    return alive() && shielded <= 0;
  }

  /** Flies for a moment as a pilot steers. */
  void fly(Steer steer, double seconds) {
    if (!alive()) {
      return;
    }
    head(heading() + steer.getTurn() * TURN_RATE * seconds);
    thrusting = steer.getThrust();
    double push = thrusting ? THRUST * seconds : 0;
    double keep = 1 - DRAG * seconds;
    velocity(vx() * keep + Math.cos(heading()) * push, vy() * keep + Math.sin(heading()) * push);
    if (speed() > TOP_SPEED) {
      double slower = TOP_SPEED / speed();
      velocity(vx() * slower, vy() * slower);
    }
    drift(seconds);
  }

  /** Comes back off the walls of a square arena. */
  void bounce(double size) {
    double inX = Math.min(Math.max(x(), RADIUS), size - RADIUS);
    double inY = Math.min(Math.max(y(), RADIUS), size - RADIUS);
    if (inX != x()) {
      velocity(-vx() * BOUNCE, vy());
    }
    if (inY != y()) {
      velocity(vx(), -vy() * BOUNCE);
    }
    place(inX, inY);
  }

  /** Lets time pass for what recovers by itself, and says whether a wreck is due to come back. */
  boolean recover(double seconds) {
    reloading = Math.max(0, reloading - seconds);
    shielded = Math.max(0, shielded - seconds);
    wrecked = Math.max(0, wrecked - seconds);
    return !alive() && wrecked == 0;
  }

  boolean canFire() {
    return alive() && reloading == 0;
  }

  void fired() {
    reloading = RELOAD_SECONDS;
    shielded = 0; // who shoots can be shot
  }

  /** Takes a hit, and says whether that was the end of it. */
  boolean hit() {
    hull = Math.max(0, hull - HIT_DAMAGE);
    if (alive()) {
      return false;
    }
    wrecked = WRECK_SECONDS;
    thrusting = false;
    velocity(0, 0);
    return true;
  }

  void comeBack(double x, double y, double heading) {
    hull = FULL_HULL;
    shielded = SHIELD_SECONDS;
    velocity(0, 0);
    place(x, y);
    head(heading);
  }

  void scored() {
    score++;
  }

  void forgetScore() {
    score = 0;
  }

  dev.rondo.sample.arena.contract.Ship snapshot() {
    return dev.rondo.sample.arena.contract.Ship.newBuilder()
        .setId(id())
        .setX((float) x())
        .setY((float) y())
        .setHeading((float) heading())
        .setHull(hull)
        .setName(name)
        .setScore(score)
        .setThrusting(thrusting)
        .setPlayer(playerId)
        .setShielded(shielded > 0)
        .build();
  }
}
