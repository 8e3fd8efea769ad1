package dev.rondo.sample.tavern;

import dev.rondo.room.Request;
import dev.rondo.sample.tavern.contract.Command;

/** What not to do: waits for the database in a hook. */
final class HastyRoom extends TavernRoom {
  private final Ledger ledger;

  HastyRoom(Ledger ledger, Manners manners) {
    super(ledger, manners);
    this.ledger = ledger;
  }

  @Override
  protected void onRequest(Patron patron, Command command, Request request) {
    boolean paid = ledger.pay(patron.name, PRICE).toCompletableFuture().join();
    request.fail(paid ? "paid" : "too_expensive", "It took a while");
  }
}
