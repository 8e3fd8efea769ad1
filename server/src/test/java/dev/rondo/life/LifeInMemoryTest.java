package dev.rondo.life;

import dev.rondo.client.Closed;
import dev.rondo.client.RoomStatus;
import dev.rondo.life.LifeRoom.Script;
import dev.rondo.test.duel.Board;
import dev.rondo.test.duel.Command;
import dev.rondo.test.duel.Event;
import dev.rondo.test.duel.Fail;
import dev.rondo.test.duel.Join;
import dev.rondo.test.duel.Move;
import dev.rondo.testing.RoomTester;
import dev.rondo.testing.TestClient;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The life of a player on virtual time. */
class LifeInMemoryTest extends LifeContract {
  private static final int PATIENCE_TICKS = 600;

  @Override
  House open(Script rooms) {
    return new Tested(RoomTester.of(() -> new LifeRoom(rooms))
        .options(House.OPTIONS)
        .joining(name -> Join.newBuilder().setName(name).build())
        .expectingFaults()
        .start());
  }

  private record Tested(RoomTester<LifeRoom, Board, Event> tester) implements House {
    @Override
    public Guest join(String name) {
      return new TestedGuest(tester.join(name));
    }

    @Override
    public void inTheRoom(Consumer<LifeRoom> deed) {
      deed.accept(tester.room());
    }

    @Override
    public void await(String what, BooleanSupplier condition) {
      for (int i = 0; !condition.getAsBoolean(); i++) {
        if (i == PATIENCE_TICKS) {
          throw new AssertionError("waited " + PATIENCE_TICKS + " ticks in vain for " + what);
        }
        tester.ticks(1);
      }
    }

    @Override
    public void awaitTicks(int ticks) {
      tester.ticks(ticks);
    }

    @Override
    public void stop() {
      tester.close();
    }

    @Override
    public void close() {
      tester.close();
    }
  }

  private record TestedGuest(TestClient<Board, Event> client) implements House.Guest {
    @Override
    public RoomStatus status() {
      return client.status();
    }

    @Override
    public int player() {
      return client.playerId();
    }

    @Override
    public Optional<String> end() {
      return client.closed().map(Closed::name).map(name -> name.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void leave() {
      client.leave();
    }

    @Override
    public void breakARule() {
      client.input(Move.newBuilder().setDx(Float.NaN).build());
    }

    @Override
    public void upset() {
      client.send(Command.newBuilder().setFail(Fail.getDefaultInstance()).build());
    }

    @Override
    public void lose() {
      client.drop();
    }

    @Override
    public void comeBack() {
      client.resume();
    }

    @Override
    public void loseUnnoticedAndComeBack() {
      client.unplug();
      client.resume();
    }
  }
}
