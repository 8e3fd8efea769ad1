package dev.rondo.sample.tavern;

import dev.rondo.room.Request;
import dev.rondo.sample.tavern.contract.Bought;
import dev.rondo.sample.tavern.contract.Buy;

/** What not to do: waits for the database in a hook. */
final class HastyRoom extends TavernRoom {
  private final Ledger ledger;

  HastyRoom(Ledger ledger, Manners manners) {
    super(ledger, manners);
    this.ledger = ledger;
  }

  @Override
  protected void onBuy(Patron patron, Buy buy, Request<Bought> request) {
    boolean paid = ledger.pay(patron.guest.name(), PRICE).toCompletableFuture().join();
    request.fail(paid ? "paid" : "too_expensive", "It took a while");
  }
}
