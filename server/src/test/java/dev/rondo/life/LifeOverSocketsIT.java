package dev.rondo.life;

import dev.rondo.client.Closed;
import dev.rondo.client.Contract;
import dev.rondo.client.RemoteRoom;
import dev.rondo.client.RondoClient;
import dev.rondo.client.RondoException;
import dev.rondo.client.RoomAdapter;
import dev.rondo.client.RoomStatus;
import dev.rondo.life.LifeRoom.Script;
import dev.rondo.server.GameServer;
import dev.rondo.test.Await;
import dev.rondo.test.Cable;
import dev.rondo.test.duel.Board;
import dev.rondo.test.duel.Command;
import dev.rondo.test.duel.Duel;
import dev.rondo.test.duel.Event;
import dev.rondo.test.duel.Fail;
import dev.rondo.test.duel.Join;
import dev.rondo.test.duel.Move;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The life of a player on a real server, with the public Java client and cables that break. */
class LifeOverSocketsIT extends LifeContract {
  private static final long TICK_NANOS = 1_000_000_000 / 60;

  @Override
  House open(Script rooms) {
    return new Served(rooms);
  }

  private static final class Served implements House {
    private final GameServer server;
    private final List<SocketGuest> guests = new ArrayList<>();

    Served(Script rooms) {
      server = GameServer.builder()
          .port(0)
          .room("life", () -> new LifeRoom(rooms), OPTIONS)
          .start();
    }

    @Override
    public Guest join(String name) {
      SocketGuest guest = new SocketGuest(server.port(), name);
      guests.add(guest);
      return guest;
    }

    @Override
    public void inTheRoom(Consumer<LifeRoom> deed) {
      server.announce(LifeRoom.class, deed);
    }

    @Override
    public void await(String what, BooleanSupplier condition) {
      Await.until(what, condition);
    }

    @Override
    public void awaitTicks(int ticks) {
      LockSupport.parkNanos(ticks * TICK_NANOS);
    }

    @Override
    public void stop() {
      server.close();
    }

    @Override
    public void close() {
      server.close();
      guests.forEach(SocketGuest::close);
    }
  }

  private static final class SocketGuest implements House.Guest {
    private final CompletableFuture<RemoteRoom<Board>> asked = new CompletableFuture<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private final Cable cable;
    private final RondoClient client;

    SocketGuest(int port, String name) {
      cable = new Cable(port);
      client =
          RondoClient.builder(URI.create("http://localhost:" + cable.port())).build();
      client
          .joinOrCreate(
              "life",
              Contract.of(Duel.getDefaultInstance(), Board.class, Event.class),
              Join.newBuilder().setName(name).build(),
              this::listen)
          .whenComplete((room, failure) -> {
            if (failure != null) {
              end.complete(codeOf(failure));
            }
          });
    }

    private RoomAdapter<Event> listen(RemoteRoom<Board> room) {
      asked.complete(room);
      return new RoomAdapter<>() {
        @Override
        public void onClosed(Closed closed) {
          end.complete(closed.name().name().toLowerCase(Locale.ROOT));
        }
      };
    }

    private static String codeOf(Throwable failure) {
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      return cause instanceof RondoException refused ? refused.code() : String.valueOf(cause);
    }

    private RemoteRoom<Board> room() {
      return asked
          .orTimeout(Await.BOUND.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
          .join();
    }

    @Override
    public RoomStatus status() {
      return room().status();
    }

    @Override
    public int player() {
      return room().playerId();
    }

    @Override
    public Optional<String> end() {
      return Optional.ofNullable(end.getNow(null));
    }

    @Override
    public void leave() {
      room().leave();
    }

    @Override
    public void breakARule() {
      room().input(Move.newBuilder().setDx(Float.NaN).build());
    }

    @Override
    public void upset() {
      room().send(Command.newBuilder().setFail(Fail.getDefaultInstance()).build());
    }

    @Override
    public void lose() {
      cable.cut();
    }

    @Override
    public void comeBack() {
      cable.mend();
    }

    @Override
    public void loseUnnoticedAndComeBack() {
      cable.breakUnnoticed();
    }

    void close() {
      client.close();
      cable.close();
    }
  }
}
