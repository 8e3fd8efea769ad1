package dev.rondo.lobby;

import com.github.benmanes.caffeine.cache.Ticker;
import com.google.protobuf.Empty;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.rondo.lobby.SeatBook.HeldSeat;
import dev.rondo.protocol.v1.Seat;
import dev.rondo.room.Incoming;
import dev.rondo.room.LeaveReason;
import dev.rondo.room.Limits;
import dev.rondo.room.RoomExecutor;
import dev.rondo.room.RoomHost;
import dev.rondo.room.RoomType;
import dev.rondo.room.RuleBrokenException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives seats and takes claims.
 *
 * <p><b>Threads:</b> the front loop only.
 *
 * <p><b>Bound:</b> {@code rooms} rooms, {@code maxPlayers} places in each, {@code connectionsPerAddress}
 * for each address; a join that finds none of it left is refused.
 */
public final class Lobby {
  private static final Logger log = LoggerFactory.getLogger(Lobby.class);

  /** Spreads the rooms over the period: the fractions of its multiples never come close to each other. */
  private static final double GOLDEN_RATIO = 0.618_033_988_749_895;

  /** How many characters of a parser's complaint are passed on. */
  private static final int MAX_CAUSE = 300;

  private final Map<String, RoomType> types;
  private final Limits limits;
  private final AddressQuota quota;
  private final ScheduledExecutorService front;
  private final Supplier<? extends RoomExecutor> nextLoop;
  private final LongSupplier seeds;
  private final RoomDirectory directory;
  private final SeatBook seats;
  private int roomsMade;
  private int players;
  private boolean stopping;

  /**
   * Makes a lobby without rooms.
   *
   * @param types what players can ask for, by name
   * @param limits what bounds it
   * @param quota what an address may hold, shared with the connections
   * @param front the front loop
   * @param nextLoop chooses a loop for a new room
   * @param seeds the seed of each room's chance
   * @param ticker the clock that seats expire by
   */
  public Lobby(
      Map<String, RoomType> types,
      Limits limits,
      AddressQuota quota,
      ScheduledExecutorService front,
      Supplier<? extends RoomExecutor> nextLoop,
      LongSupplier seeds,
      Ticker ticker) {
    this.types = Map.copyOf(types);
    this.limits = limits;
    this.quota = quota;
    this.front = front;
    this.nextLoop = nextLoop;
    this.seeds = seeds;
    this.directory = new RoomDirectory(limits.rooms());
    this.seats = new SeatBook(Duration.ofMillis(limits.seatMillis()), front, ticker, this::expired);
  }

  /**
   * Gives a seat in a room of a type.
   *
   * @param typeName the room type
   * @param version the version of the client's contract, if it says
   * @param json the contract's join message in protobuf's JSON form
   * @param address who asks
   * @return the seat, once its room has begun; completes on any thread, and fails with a
   *     {@link RefusedException} if the room could not begin
   * @throws RefusedException if there is no such type, the versions differ, the message is not the
   *     contract's, or there is no place
   */
  public CompletionStage<Seat> join(
      String typeName, OptionalInt version, String json, InetAddress address) {
    checkOpen();
    RoomType type = types.get(typeName);
    if (type == null) {
      throw new RefusedException(
          RefusalReason.UNKNOWN_ROOM_TYPE,
          "There is no room type \"" + typeName + "\" (there are: "
              + String.join(", ", types.keySet()) + ").");
    }
    checkVersion(type, version);
    Message join = parseJoin(type, json);
    return seat(type, join, address);
  }

  /**
   * Claims a seat.
   *
   * @param token from the seat
   * @return the claim; its {@code release} must be called once
   * @throws RefusedException if the seat is unknown, was claimed, or has expired, or its room has ended
   */
  public Claim claim(String token) {
    checkOpen();
    HeldSeat seat = seats.take(token);
    if (seat == null) {
      throw new RefusedException(
          RefusalReason.SEAT_GONE,
          "The seat is unknown, was used, or has expired after " + limits.seatMillis()
              + " ms (seatMillis). Join again.");
    }
    quota.release(seat.address());
    if (!directory.holds(seat.room())) {
      givePlaceBack(seat.room());
      throw new RefusedException(
          RefusalReason.SEAT_GONE, "The room of this seat has ended. Join again.");
    }
    players++;
    return new Claim(seat.room().host(), seat.join(), () -> onFront(() -> leave(seat.room())));
  }

  /** Stops all rooms, and gives no seat anymore. */
  public void stop() {
    stopping = true;
    directory.hosts().forEach(host -> host.stop(LeaveReason.STOPPING, "The server is stopping"));
  }

  /**
   * Says how many rooms run.
   *
   * @return the count
   */
  public int rooms() {
    return directory.size();
  }

  /**
   * Says how many seats wait to be claimed.
   *
   * @return the count
   */
  public int seats() {
    return seats.size();
  }

  /**
   * Says how many connections hold a place in a room.
   *
   * @return the count
   */
  public int players() {
    return players;
  }

  private void checkOpen() {
    if (stopping) {
      throw new RefusedException(
          RefusalReason.STOPPING, "The server is stopping. Try again in a moment.", 2_000);
    }
  }

  private static void checkVersion(RoomType type, OptionalInt version) {
    int own = type.contract().version();
    if (version.isPresent() && version.getAsInt() != own) {
      String older =
          version.getAsInt() < own ? "client is older: reload it" : "server is older: update it";
      throw new RefusedException(
          RefusalReason.VERSION_MISMATCH,
          "The client speaks version "
              + version.getAsInt() + " of " + type.contract().name() + ", the server version " + own
              + ". The "
              + older + ".");
    }
  }

  private static Message parseJoin(RoomType type, String json) {
    Incoming incoming = type.contract().join();
    Message.Builder join =
        incoming == null ? Empty.newBuilder() : incoming.neutral().newBuilderForType();
    try {
      if (!json.isBlank()) {
        JsonFormat.parser().merge(json, join);
      }
      Message message = join.build();
      if (incoming != null) {
        incoming.check(message);
      }
      return message;
    } catch (InvalidProtocolBufferException | RuleBrokenException e) {
      throw new RefusedException(
          RefusalReason.BAD_REQUEST,
          "The body is not the join message of " + type.contract().name() + ": "
              + shortened(String.valueOf(e.getMessage())));
    }
  }

  /** The parser repeats what it read, which may be the whole body and more. */
  private static String shortened(String text) {
    return text.length() <= MAX_CAUSE ? text : text.substring(0, MAX_CAUSE) + "…";
  }

  private CompletionStage<Seat> seat(RoomType type, Message join, InetAddress address) {
    if (!quota.tryTake(address)) {
      throw new RefusedException(
          RefusalReason.TOO_MANY_CONNECTIONS,
          "This address holds " + limits.connectionsPerAddress()
              + " connections and open seats already (connectionsPerAddress).",
          limits.seatMillis());
    }
    OpenRoom room;
    try {
      room = directory.takePlace(type, this::makeRoom);
    } catch (RefusedException e) {
      quota.release(address);
      throw e;
    } catch (
        Throwable e) { // the game's constructor and seeds; nothing of them may stop the front loop
      quota.release(address);
      log.error("A room of type {} could not be created.", type.name(), e);
      throw roomFailed();
    }
    String token = seats.give(new HeldSeat(room, join, address));
    Seat seat = Seat.newBuilder()
        .setRoom(room.host().id())
        .setToken(token)
        .setUrl("../ws?seat=" + token) // from /join/{type}, so that a proxy may add a prefix
        .build();
    return room.host().started().handle((begun, failure) -> {
      if (failure != null) {
        onFront(() -> withdraw(token));
        throw roomFailed();
      }
      return seat;
    });
  }

  private OpenRoom makeRoom(RoomType type) {
    roomsMade++;
    OpenRoom[] open = new OpenRoom[1]; // the host must be able to tell which room has ended
    RoomHost host = new RoomHost(
        type.name() + "-" + roomsMade,
        type.newRoom(),
        type.options(),
        limits,
        seeds.getAsLong(),
        nextLoop.get(),
        () -> onFront(() -> directory.remove(open[0])));
    open[0] = new OpenRoom(roomsMade, type, host);
    host.start(roomsMade * GOLDEN_RATIO % 1);
    return open[0];
  }

  private static RefusedException roomFailed() {
    return new RefusedException(
        RefusalReason.ROOM_FAILED, "The room could not be created; see the server's log.");
  }

  private void withdraw(String token) {
    HeldSeat seat = seats.take(token);
    if (seat != null) {
      expired(seat);
    }
  }

  private void expired(HeldSeat seat) {
    quota.release(seat.address());
    givePlaceBack(seat.room());
  }

  private void leave(OpenRoom room) {
    players--;
    givePlaceBack(room);
  }

  private void givePlaceBack(OpenRoom room) {
    boolean empty = directory.givePlaceBack(room);
    if (empty && !stopping) { // else it was told already, and its loop may have ended
      room.host().stop(LeaveReason.ROOM_CLOSED, "The room is empty");
    }
  }

  /** A front loop that has ended has nothing left to count. */
  private void onFront(Runnable task) {
    try {
      front.execute(task);
    } catch (RejectedExecutionException e) {
      return;
    }
  }
}
