package dev.rondo.sample.tavern;

import com.google.protobuf.Empty;
import dev.rondo.room.Async;
import dev.rondo.room.LeaveReason;
import dev.rondo.room.Player;
import dev.rondo.room.Request;
import dev.rondo.room.Room;
import dev.rondo.room.Tick;
import dev.rondo.sample.tavern.contract.Bought;
import dev.rondo.sample.tavern.contract.Command;
import dev.rondo.sample.tavern.contract.Event;
import dev.rondo.sample.tavern.contract.Guest;
import dev.rondo.sample.tavern.contract.Heard;
import dev.rondo.sample.tavern.contract.Join;
import dev.rondo.sample.tavern.contract.Reply;
import dev.rondo.sample.tavern.contract.Taproom;
import dev.rondo.sample.tavern.contract.Tavern;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Guests buy drinks and make toasts. */
// begin integration
class TavernRoom extends Room<TavernRoom.Patron, Join, Empty, Command, Taproom, Event> {
  private static final Logger log = LoggerFactory.getLogger(TavernRoom.class);
  static final int PRICE = 3;

  static final class Patron extends Player {
    String name = "";
    int gold;
    int drinks;
    int toasts;
  }

  private final Ledger ledger;
  private final Manners manners;

  TavernRoom(Ledger ledger, Manners manners) {
    super(Patron::new, Tavern.getDefaultInstance());
    this.ledger = ledger;
    this.manners = manners;
  }

  @Override
  protected Async beforeJoin(Patron patron, Join join) {
    patron.name = join.getName();
    return async(
        ledger.gold(patron.name),
        gold -> gold.ifPresentOrElse(
            coins -> patron.gold = coins, () -> kick(patron, "Nobody here knows you")),
        failure -> log.warn("Guest {} was not let in: no gold", patron.id(), failure));
  }
  // end integration

  @Override
  protected void onJoin(Patron patron, Join join) {}

  // begin integration
  @Override
  protected void onRequest(Patron patron, Command command, Request request) {
    async(
        ledger.pay(patron.name, PRICE),
        paid -> {
          if (paid) {
            serve(patron, request);
          } else {
            request.fail("too_expensive", "A drink is " + PRICE + " gold");
          }
        },
        failure -> {
          log.warn("No drink for {}", patron.name, failure);
          request.fail("no_ledger", "The innkeeper cannot find the ledger");
        });
  }

  private void serve(Patron patron, Request request) {
    patron.gold -= PRICE;
    patron.drinks++;
    Bought bought = Bought.newBuilder().setGold(patron.gold).build();
    request.reply(Reply.newBuilder().setBuy(bought).build());
  }
  // end integration

  // begin integration
  @Override
  protected void onCommand(Patron patron, Command command) {
    if (command.hasToast()) { // a "buy" that does not ask for its reply comes here, too
      String text = command.getToast().getText();
      async(
          manners.allow(text),
          Manners.PATIENCE,
          allowed -> {
            if (allowed) {
              patron.toasts++;
              say(patron.name, text);
            }
          },
          failure -> log.warn("A toast of {} went unheard: {}", patron.name, failure.toString()));
    }
  }
  // end integration

  @Override
  protected void onTick(Tick tick) {}

  @Override
  protected Taproom snapshot() {
    Taproom.Builder taproom = Taproom.newBuilder();
    for (Patron patron : players()) {
      taproom.addGuests(
          Guest.newBuilder().setId(patron.id()).setName(patron.name).setDrinks(patron.drinks));
    }
    return taproom.build();
  }

  // begin integration
  @Override
  protected void onLeave(Patron patron, LeaveReason reason) {
    String name = patron.name;
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
    broadcast(Event.newBuilder()
        .setHeard(Heard.newBuilder().setFrom(from).setText(text))
        .build());
  }

  List<String> names() {
    return players().stream().map(patron -> patron.name).toList();
  }
  // end integration
}
