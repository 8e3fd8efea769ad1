package dev.rondo.benchmarks;

import dev.rondo.room.LeaveReason;
import dev.rondo.room.Player;
import dev.rondo.room.Room;
import dev.rondo.room.Tick;
import dev.rondo.sample.arena.contract.Arena;
import dev.rondo.sample.arena.contract.Command;
import dev.rondo.sample.arena.contract.Event;
import dev.rondo.sample.arena.contract.Join;
import dev.rondo.sample.arena.contract.Steer;
import dev.rondo.sample.arena.contract.World;
import org.jspecify.annotations.Nullable;

/**
 * A room that notes when its ticks begin. It speaks the arena's contract and shows a ship for each player
 * but plays no game: what is measured is Rondo.
 */
final class MeasuredRoom extends Room<MeasuredRoom.Guest, Join, Steer, Command, World, Event> {
  private final Recording recording;
  private @Nullable Timeline ticks;

  static final class Guest extends Player {}

  MeasuredRoom(Recording recording) {
    super(Guest::new, Arena.getDefaultInstance());
    this.recording = recording;
  }

  @Override
  protected void onCreate() {
    ticks = recording.room();
  }

  @Override
  protected void onJoin(Guest guest, Join join) {}

  @Override
  protected void onCommand(Guest guest, Command command) {}

  @Override
  protected void onInput(Guest guest, Steer steer) {}

  @Override
  protected void onTick(Tick tick) {
    if (ticks != null) {
      ticks.mark(tick.number());
    }
  }

  @Override
  protected World snapshot() {
    return ArenaWorld.of(players().size());
  }

  @Override
  protected void onLeave(Guest guest, LeaveReason reason) {}
}
