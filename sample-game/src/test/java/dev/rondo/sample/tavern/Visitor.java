package dev.rondo.sample.tavern;

import com.google.protobuf.ByteString;
import dev.rondo.client.Contract;
import dev.rondo.client.RemoteRoom;
import dev.rondo.client.RondoClient;
import dev.rondo.client.RoomAdapter;
import dev.rondo.sample.tavern.contract.Bought;
import dev.rondo.sample.tavern.contract.Buy;
import dev.rondo.sample.tavern.contract.Command;
import dev.rondo.sample.tavern.contract.Event;
import dev.rondo.sample.tavern.contract.Join;
import dev.rondo.sample.tavern.contract.Taproom;
import dev.rondo.sample.tavern.contract.Tavern;
import dev.rondo.sample.tavern.contract.Toast;
import dev.rondo.server.GameServer;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A guest of the tavern, over a real socket. What is waited for comes within a bound, or fails. */
final class Visitor implements AutoCloseable {
  static final Duration BOUND = Duration.ofSeconds(8);
  private static final Contract<Taproom, Event> TAVERN =
      Contract.of(Tavern.getDefaultInstance(), Taproom.class, Event.class);

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final RondoClient client;
  private final CompletableFuture<RemoteRoom<Taproom>> room;

  private Visitor(GameServer server, String name) {
    client = RondoClient.builder(URI.create(server.url())).build();
    Join join = Join.newBuilder().setName(name).build();
    room = bounded(
        client.joinOrCreate("tavern", TAVERN, join, joined -> new Ears()).toCompletableFuture());
  }

  private final class Ears extends RoomAdapter<Event> {
    @Override
    public void onEvent(Event event, int tick, @Nullable ByteString attachment) {
      heard.add(event.getHeard().getFrom() + ": " + event.getHeard().getText());
    }
  }

  /** Asks to be let in. */
  static Visitor knock(GameServer server, String name) {
    return new Visitor(server, name);
  }

  /** Comes in. */
  static Visitor enter(GameServer server, String name) {
    Visitor visitor = knock(server, name);
    visitor.admitted().join();
    return visitor;
  }

  /** Completes once it is in. */
  CompletableFuture<RemoteRoom<Taproom>> admitted() {
    return room;
  }

  /** Buys a drink; completes with the gold that is left. */
  CompletableFuture<Integer> buy() {
    Command buy = Command.newBuilder().setBuy(Buy.getDefaultInstance()).build();
    return bounded(
        room.thenCompose(inside -> inside.request(buy, Bought.class)).thenApply(Bought::getGold));
  }

  void toast(String text) {
    Command toast =
        Command.newBuilder().setToast(Toast.newBuilder().setText(text)).build();
    bounded(room.thenCompose(inside -> inside.send(toast))).join();
  }

  void leave() {
    bounded(room.thenCompose(RemoteRoom::leave)).join();
  }

  /** Waits for the next words, with who says them: {@code Ada: Cheers!}. */
  String hears() throws InterruptedException {
    String words = heard.poll(BOUND.toSeconds(), TimeUnit.SECONDS);
    if (words == null) {
      throw new AssertionError("nothing was heard for " + BOUND.toSeconds() + " s");
    }
    return words;
  }

  private static <T> CompletableFuture<T> bounded(CompletableFuture<T> stage) {
    return stage.orTimeout(BOUND.toSeconds(), TimeUnit.SECONDS);
  }

  /** Leaves, if it has not. */
  @Override
  public void close() {
    client.close();
  }
}
