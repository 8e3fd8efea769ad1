package dev.rondo.benchmarks;

import com.google.protobuf.Empty;
import dev.rondo.benchmarks.flight.FlightRoomBase;
import dev.rondo.benchmarks.flight.ShipEntity;
import dev.rondo.room.LeaveReason;
import dev.rondo.room.Player;
import dev.rondo.room.Tick;

/** Shows a {@link Fleet} to whoever joins. */
final class FlightRoom extends FlightRoomBase<FlightRoom.Guest, ShipEntity> {
  private final Fleet fleet;
  private boolean flies;

  static final class Guest extends Player {}

  FlightRoom(Fleet fleet) {
    super(Guest::new);
    this.fleet = fleet;
  }

  Fleet fleet() {
    return fleet;
  }

  /** Has the ships fly from the next tick on. */
  void fly() {
    flies = true;
  }

  @Override
  protected void onCreate() {
    for (int i = 0; i < fleet.size(); i++) {
      world().ships().spawn(new ShipEntity().hull(100).name("Ship " + i));
    }
    fleet.place(world().ships());
  }

  @Override
  protected void onTick(Tick tick) {
    if (flies) {
      fleet.fly();
      fleet.place(world().ships());
    }
  }

  @Override
  protected void onJoin(Guest guest, Empty join) {}

  @Override
  protected void onLeave(Guest guest, LeaveReason reason) {}
}
