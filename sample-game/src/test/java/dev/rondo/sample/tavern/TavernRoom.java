package dev.rondo.sample.tavern;

import dev.rondo.room.Async;
import dev.rondo.room.LeaveReason;
import dev.rondo.room.Player;
import dev.rondo.room.Request;
import dev.rondo.room.Tick;
import dev.rondo.sample.tavern.contract.Bought;
import dev.rondo.sample.tavern.contract.Buy;
import dev.rondo.sample.tavern.contract.GuestEntity;
import dev.rondo.sample.tavern.contract.Join;
import dev.rondo.sample.tavern.contract.TavernRoomBase;
import dev.rondo.sample.tavern.contract.Toast;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Guests buy drinks and make toasts. */
// begin integration
class TavernRoom extends TavernRoomBase<TavernRoom.Patron, GuestEntity> {
  private static final Logger log = LoggerFactory.getLogger(TavernRoom.class);
  static final int PRICE = 3;

  static final class Patron extends Player {
    final GuestEntity guest = new GuestEntity();
    int gold;
    int toasts;
  }

  private final Ledger ledger;
  private final Manners manners;

  TavernRoom(Ledger ledger, Manners manners) {
    super(Patron::new);
    this.ledger = ledger;
    this.manners = manners;
  }

  @Override
  protected Async beforeJoin(Patron patron, Join join) {
    patron.guest.name(join.getName());
    return async(
        ledger.gold(join.getName()),
        gold -> gold.ifPresentOrElse(
            coins -> patron.gold = coins, () -> kick(patron, "Nobody here knows you")),
        failure -> log.warn("Guest {} was not let in: no gold", patron.id(), failure));
  }
  // end integration

  @Override
  protected void onJoin(Patron patron, Join join) {
    taproom().guests().spawn(patron.guest);
  }

  // begin integration
  @Override
  protected void onBuy(Patron patron, Buy buy, Request<Bought> request) {
    async(
        ledger.pay(patron.guest.name(), PRICE),
        paid -> {
          if (paid) {
            serve(patron, request);
          } else {
            request.fail("too_expensive", "A drink is " + PRICE + " gold");
          }
        },
        failure -> {
          log.warn("No drink for {}", patron.guest.name(), failure);
          request.fail("no_ledger", "The innkeeper cannot find the ledger");
        });
  }

  private void serve(Patron patron, Request<Bought> request) {
    patron.gold -= PRICE;
    patron.guest.drinks(patron.guest.drinks() + 1);
    request.reply(Bought.newBuilder().setGold(patron.gold).build());
  }
  // end integration

  // begin integration
  @Override
  protected void onToast(Patron patron, Toast toast) {
    String name = patron.guest.name();
    async(
        manners.allow(toast.getText()),
        Manners.PATIENCE,
        allowed -> {
          if (allowed) {
            patron.toasts++;
            say(name, toast.getText());
          }
        },
        failure -> log.warn("A toast of {} went unheard: {}", name, failure.toString()));
  }
  // end integration

  @Override
  protected void onTick(Tick tick) {}

  // begin integration
  @Override
  protected void onLeave(Patron patron, LeaveReason reason) {
    taproom().guests().remove(patron.guest);
    String name = patron.guest.name();
    int toasts = patron.toasts;
    ledger.addToasts(name, toasts).whenComplete((saved, failure) -> { // on the ledger's thread
      if (failure != null) {
        log.error("{} toasts of {} are lost", toasts, name, failure);
      }
    });
  }
  // end integration

  // begin integration
  void say(String from, String text) {
    broadcast(heard(from, text));
  }

  List<String> names() {
    return players().stream().map(patron -> patron.guest.name()).toList();
  }
  // end integration
}
