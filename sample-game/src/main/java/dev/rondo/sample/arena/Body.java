package dev.rondo.sample.arena;

/** Something that has a place and a direction, and moves. */
abstract class Body {
  private final int id;
  private double x;
  private double y;
  private double heading;
  private double vx;
  private double vy;

  Body(int id) {
    this.id = id;
  }

  final int id() {
    return id;
  }

  final double x() {
    return x;
  }

  final double y() {
    return y;
  }

  final double heading() {
    return heading;
  }

  final double speed() {
    return Math.hypot(vx, vy);
  }

  final double vx() {
    return vx;
  }

  final double vy() {
    return vy;
  }

  final void place(double atX, double atY) {
    x = atX;
    y = atY;
  }

  final void head(double radians) {
    heading = Math.IEEEremainder(radians, 2 * Math.PI);
  }

  final void velocity(double metresPerSecondX, double metresPerSecondY) {
    vx = metresPerSecondX;
    vy = metresPerSecondY;
  }

  final void drift(double seconds) {
    x += vx * seconds;
    y += vy * seconds;
  }

  final double distanceTo(Body other) {
    return Math.hypot(other.x - x, other.y - y);
  }
}
