package dev.rondo.benchmarks;

import dev.rondo.room.LeaveReason;
import dev.rondo.room.Player;
import dev.rondo.room.Tick;
import dev.rondo.sample.arena.contract.ArenaRoomBase;
import dev.rondo.sample.arena.contract.BulletEntity;
import dev.rondo.sample.arena.contract.Join;
import dev.rondo.sample.arena.contract.Say;
import dev.rondo.sample.arena.contract.ShipEntity;
import dev.rondo.sample.arena.contract.SteerView;
import org.jspecify.annotations.Nullable;

/**
 * A room that notes when its ticks begin. It speaks the arena's contract and has a ship and a bullet drift
 * about for each player, but plays no game: what is measured is Rondo.
 */
final class MeasuredRoom extends ArenaRoomBase<MeasuredRoom.Guest, ShipEntity, BulletEntity> {
  private static final double SIZE = 120;

  private final Recording recording;
  private @Nullable Timeline ticks;

  static final class Guest extends Player {
    private final ShipEntity ship = new ShipEntity();
    private final BulletEntity bullet = new BulletEntity();
  }

  MeasuredRoom(Recording recording) {
    super(Guest::new);
    this.recording = recording;
  }

  @Override
  protected void onCreate() {
    ticks = recording.room();
  }

  @Override
  protected void onJoin(Guest guest, Join join) {
    world().ships().spawn(guest.ship).name(join.getName()).player(guest.id()).hull(100);
    world().bullets().spawn(guest.bullet).ship(guest.ship.id());
    own(guest, guest.ship);
  }

  @Override
  protected void onSay(Guest guest, Say say) {}

  @Override
  protected void onInput(Guest guest, SteerView steer) {}

  @Override
  protected void onTick(Tick tick) {
    if (ticks != null) {
      ticks.mark(tick.number());
    }
    double seconds = tick.seconds();
    for (Guest guest : players()) {
      ShipEntity ship = guest.ship;
      double heading = ship.heading() + seconds;
      ship.heading(Math.IEEEremainder(heading, 2 * Math.PI));
      ship.x((ship.x() + 20 * seconds * Math.cos(heading) + SIZE) % SIZE);
      ship.y((ship.y() + 20 * seconds * Math.sin(heading) + SIZE) % SIZE);
      guest.bullet.x((guest.bullet.x() + 60 * seconds) % SIZE);
    }
  }

  @Override
  protected void onLeave(Guest guest, LeaveReason reason) {
    world().ships().remove(guest.ship);
    world().bullets().remove(guest.bullet);
  }
}
