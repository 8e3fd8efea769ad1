package dev.rondo.benchmarks;

import dev.rondo.benchmarks.flight.Ship;
import dev.rondo.benchmarks.flight.World;
import dev.rondo.testing.RoomTester;

/** Rondo's state sync: a room on virtual time with one client, whose frames are counted. */
final class RondoBytes {
  // As in flight.proto.
  private static final double PLACE_STEP = 0.01;
  private static final double ANGLE_STEP = 0.001;

  /** Within these the client has joined and holds all ships. */
  private static final int JOINING_TICKS = 20;

  private long bytes;
  private double metres;
  private double radians;

  private RondoBytes() {}

  /** Measures. */
  static Replica of(Scenario scenario, int ticks) {
    RondoBytes rondo = new RondoBytes();
    rondo.watch(scenario, ticks);
    return new Replica((double) rondo.bytes / ticks, rondo.metres, rondo.radians);
  }

  private void watch(Scenario scenario, int ticks) {
    try (var tester = RoomTester.of(() -> new FlightRoom(new Fleet(scenario)))
        .options(room -> room.tickRate(Fleet.TICK_RATE))
        .recording((name, frame) -> bytes += frame.length)
        .start()) {
      var client = tester.join("Ada");
      tester.ticks(JOINING_TICKS);
      tester.room().fly();
      bytes = 0;
      for (int tick = 0; tick < ticks; tick++) {
        tester.ticks(1);
        compare(client.state(), tester.room().fleet());
      }
    }
  }

  private void compare(World copy, Fleet fleet) {
    for (int i = 0; i < fleet.size(); i++) {
      Ship ship = copy.getShips(i);
      double x = Math.abs(ship.getX() * PLACE_STEP - fleet.x(i));
      double y = Math.abs(ship.getY() * PLACE_STEP - fleet.y(i));
      metres = Math.max(metres, Math.max(x, y));
      radians = Math.max(radians, Math.abs(ship.getHeading() * ANGLE_STEP - fleet.heading(i)));
    }
  }
}
