package dev.rondo.lobby;

import com.google.protobuf.Message;
import dev.rondo.room.LeaveReason;
import dev.rondo.room.Player;
import dev.rondo.room.Request;
import dev.rondo.room.Room;
import dev.rondo.room.Tick;
import dev.rondo.test.duel.Board;
import dev.rondo.test.duel.BoardSync;
import dev.rondo.test.duel.Command;
import dev.rondo.test.duel.Duel;
import dev.rondo.test.duel.Event;
import dev.rondo.test.duel.Join;
import dev.rondo.test.duel.MoveView;

/** A room in which nothing happens but what it was given for its beginning and for each join. */
final class PlainRoom extends Room<PlainRoom.Guest, Join, MoveView, Command, Board, Event> {
  private final Runnable beginning;
  private final Runnable joining;

  static final class Guest extends Player {}

  PlainRoom(Runnable beginning) {
    this(beginning, () -> {});
  }

  PlainRoom(Runnable beginning, Runnable joining) {
    super(Guest::new, Duel.getDefaultInstance(), MoveView::new, new BoardSync<>());
    this.beginning = beginning;
    this.joining = joining;
  }

  @Override
  protected void onCreate() {
    beginning.run();
  }

  @Override
  protected void onJoin(Guest guest, Join join) {
    joining.run();
  }

  @Override
  protected void onCommand(Guest guest, Command command) {}

  @Override
  protected void onRequest(Guest guest, Command command, Request<Message> request) {}

  @Override
  protected void onInput(Guest guest, MoveView input) {}

  @Override
  protected void onTick(Tick tick) {}

  @Override
  protected void onLeave(Guest guest, LeaveReason reason) {}
}
