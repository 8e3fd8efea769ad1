package dev.rondo.testing;

import dev.rondo.room.IdlePolicy;
import dev.rondo.testing.RoomTester.Setup;
import dev.rondo.testing.fair.Buy;
import dev.rondo.testing.fair.Command;
import dev.rondo.testing.fair.Crash;
import dev.rondo.testing.fair.Event;
import dev.rondo.testing.fair.Go;
import dev.rondo.testing.fair.Guest;
import dev.rondo.testing.fair.Join;
import dev.rondo.testing.fair.Place;
import dev.rondo.testing.fair.Say;
import dev.rondo.testing.fair.Show;
import dev.rondo.testing.fair.Step;
import java.util.List;
import java.util.function.Supplier;

/** What the tests of the kit share: a fair at 20 Hz, and what is said there. */
final class Fairground {
  static final int SECOND = 20;

  private Fairground() {}

  static Setup<FairRoom, Place, Event> fair() {
    return fair(FairRoom::new);
  }

  static Setup<FairRoom, Place, Event> fair(Supplier<FairRoom> newRoom) {
    return RoomTester.of(newRoom)
        .options(room -> room.idlePolicy(IdlePolicy.NEUTRAL).attachmentBytes(512_000))
        .joining(Fairground::named);
  }

  static Join named(String name) {
    return Join.newBuilder().setName(name).build();
  }

  static Step step(int dx) {
    return Step.newBuilder().setDx(dx).build();
  }

  static Command say(String text) {
    return Command.newBuilder().setSay(Say.newBuilder().setText(text)).build();
  }

  static Command buy(int price) {
    return Command.newBuilder().setBuy(Buy.newBuilder().setPrice(price)).build();
  }

  static Command show(String title) {
    return Command.newBuilder().setShow(Show.newBuilder().setTitle(title)).build();
  }

  static Command crash() {
    return Command.newBuilder().setCrash(Crash.getDefaultInstance()).build();
  }

  static Command go() {
    return Command.newBuilder().setGo(Go.getDefaultInstance()).build();
  }

  static Guest guest(TestClient<Place, Event> client) {
    return client.state().getGuestsList().stream()
        .filter(guest -> guest.getPlayer() == client.playerId())
        .findFirst()
        .orElseThrow();
  }

  static List<String> said(TestClient<Place, Event> client) {
    return client.events().stream()
        .filter(Event::hasSaid)
        .map(event -> event.getSaid().getText())
        .toList();
  }
}
