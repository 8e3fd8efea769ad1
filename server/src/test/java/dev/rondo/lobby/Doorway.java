package dev.rondo.lobby;

import dev.rondo.protocol.v1.Seat;
import dev.rondo.room.Limits;
import dev.rondo.room.Room;
import dev.rondo.room.RoomExecutor;
import dev.rondo.room.RoomOptions;
import dev.rondo.room.RoomType;
import dev.rondo.testing.VirtualExecutor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A lobby whose front loop and room loop are driven by hand. Stops it when it is closed. */
final class Doorway implements AutoCloseable {
  /** Visitors do not say what they have applied. */
  private static final int PATIENT_MILLIS = 600_000;

  private final VirtualExecutor frontLoop = new VirtualExecutor();
  private final VirtualExecutor roomLoop = new VirtualExecutor();
  private final VirtualFront front = new VirtualFront(frontLoop);
  private final AddressQuota quota;
  private final Lobby lobby;

  Doorway(UnaryOperator<Limits.Builder> changes, Supplier<? extends Room<?, ?, ?, ?, ?, ?>> rooms) {
    this(changes, Map.of("duel", new RoomType("duel", rooms, options())));
  }

  Doorway(UnaryOperator<Limits.Builder> changes, Map<String, RoomType> types) {
    this(changes, types, () -> 42);
  }

  Doorway(UnaryOperator<Limits.Builder> changes, Map<String, RoomType> types, LongSupplier seeds) {
    Limits limits = changes.apply(Limits.builder().lagMillis(PATIENT_MILLIS)).build();
    quota = new AddressQuota(limits.connectionsPerAddress());
    lobby = new Lobby(types, limits, quota, front, this::nextLoop, seeds, frontLoop::nanoTime);
  }

  /** Rooms in which nothing happens. */
  static RoomType type() {
    return new RoomType("duel", () -> new PlainRoom(() -> {}), options());
  }

  /** Two places a room. */
  static RoomOptions options() {
    return RoomOptions.defaults().maxPlayers(2);
  }

  private RoomExecutor nextLoop() {
    return roomLoop;
  }

  /** Asks for a seat, and waits for the answer. */
  Seat join() {
    return join("10.0.0.1");
  }

  Seat join(String address) {
    return join("duel", OptionalInt.of(3), "{}", address);
  }

  Seat join(String type, OptionalInt version, String json, String address) {
    return join(type, new ClientContract(version, ""), json, address);
  }

  Seat join(String type, ClientContract contract, String json, String address) {
    CompletionStage<Seat> answer =
        lobby.join(type, contract, new JoinBody.Json(json), address(address));
    settle();
    try {
      return answer.toCompletableFuture().getNow(Seat.getDefaultInstance());
    } catch (CompletionException e) {
      if (e.getCause() instanceof RefusedException refused) {
        throw refused;
      }
      throw e;
    }
  }

  CompletableFuture<Seat> ask() {
    return lobby
        .join("duel", ClientContract.UNSAID, new JoinBody.Json("{}"), address("10.0.0.1"))
        .toCompletableFuture();
  }

  Claim claim(Seat seat) {
    return lobby.claim(seat.getToken());
  }

  void release(Claim claim) {
    claim.release();
    settle();
  }

  /** Runs both loops until neither has anything to do now. */
  void settle() {
    for (int i = 0; i < 5; i++) {
      roomLoop.runDue();
      frontLoop.runDue();
    }
  }

  void advance(Duration time) {
    roomLoop.advance(time);
    frontLoop.advance(time);
    settle();
  }

  VirtualExecutor roomLoop() {
    return roomLoop;
  }

  VirtualFront front() {
    return front;
  }

  Lobby lobby() {
    return lobby;
  }

  AddressQuota quota() {
    return quota;
  }

  static InetAddress address(String digits) {
    try {
      return InetAddress.getByName(digits);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    lobby.stop();
    settle();
  }
}
