package dev.rondo.testing;

import dev.rondo.room.Fault;

/** The room's code has thrown what the test did not say that it expects. Its cause is what was thrown. */
public final class RoomFaultError extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final transient Fault fault;

  RoomFaultError(Fault fault) {
    super(fault.hook() + " threw at tick " + fault.tick() + ": " + fault.cause(), fault.cause());
    this.fault = fault;
  }

  /**
   * Returns what was thrown, and where.
   *
   * @return the fault
   */
  public Fault fault() {
    return fault;
  }
}
