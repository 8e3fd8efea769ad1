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

/** A room that keeps account of what becomes of each player, and of every arrow that must not be. */
final class LedgerRoom extends Room<LedgerRoom.Guest, Join, MoveView, Command, Board, Event> {
  private final Ledger ledger;
  private boolean failing;

  static final class Guest extends Player {}

  LedgerRoom(Ledger ledger) {
    super(Guest::new, Duel.getDefaultInstance(), MoveView::new, new BoardSync<>());
    this.ledger = ledger;
  }

  void kickTheFirst() {
    if (!players().isEmpty()) {
      kick(players().get(0), "out");
    }
  }

  void end() {
    close();
  }

  void failSoon() {
    failing = true;
  }

  @Override
  protected void onJoin(Guest guest, Join join) {
    ledger.moves(id(), guest.id(), Ledger.State.UNKNOWN, Ledger.State.PLAYING);
  }

  @Override
  protected void onCommand(Guest guest, Command command) {}

  @Override
  protected void onRequest(Guest guest, Command command, Request<Message> request) {}

  @Override
  protected void onInput(Guest guest, MoveView input) {}

  @Override
  protected void onTick(Tick tick) {
    if (failing) {
      throw new IllegalStateException("scripted failure of a room");
    }
  }

  @Override
  protected void onDrop(Guest guest) {
    ledger.moves(id(), guest.id(), Ledger.State.PLAYING, Ledger.State.AWAY);
  }

  @Override
  protected void onResume(Guest guest) {
    ledger.moves(id(), guest.id(), Ledger.State.AWAY, Ledger.State.PLAYING);
  }

  @Override
  protected void onLeave(Guest guest, LeaveReason reason) {
    ledger.leaves(id(), guest.id());
  }
}
