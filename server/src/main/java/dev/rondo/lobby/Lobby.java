package dev.rondo.lobby;

import com.github.benmanes.caffeine.cache.Ticker;
import com.google.protobuf.Message;
import dev.rondo.lobby.SeatBook.HeldSeat;
import dev.rondo.lobby.SeatBook.JoinSeat;
import dev.rondo.lobby.SeatBook.ResumeSeat;
import dev.rondo.protocol.ContractList;
import dev.rondo.protocol.v1.Seat;
import dev.rondo.room.LeaveReason;
import dev.rondo.room.Limits;
import dev.rondo.room.RoomExecutor;
import dev.rondo.room.RoomHost;
import dev.rondo.room.RoomType;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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

  private final Map<String, Offer> types;
  private final Limits limits;
  private final AddressQuota quota;
  private final ScheduledExecutorService front;
  private final Supplier<? extends RoomExecutor> nextLoop;
  private final LongSupplier seeds;
  private final RoomDirectory directory;
  private final SeatBook seats;
  private final ResumeBook resumes = new ResumeBook();
  private int roomsMade;
  private int players;
  private boolean stopping;

  /** A room type, and the list of its contract, which each join is compared with. */
  private record Offer(RoomType type, ContractList fields) {
    static Offer of(RoomType type) {
      return new Offer(type, ContractList.of(type.contract().message().getDescriptorForType()));
    }
  }

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
    this.types = types.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(Map.Entry::getKey, type -> Offer.of(type.getValue())));
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
   * @param contract what the client says of its contract
   * @param body the contract's join message
   * @param address who asks
   * @return the seat, once its room has begun; completes on any thread, and fails with a
   *     {@link RefusedException} if the room could not begin
   * @throws RefusedException if there is no such type, the versions differ, the message is not the
   *     contract's, or there is no place
   */
  public CompletionStage<Seat> join(
      String typeName, ClientContract contract, JoinBody body, InetAddress address) {
    checkOpen();
    Offer offer = types.get(typeName);
    if (offer == null) {
      throw new RefusedException(
          RefusalReason.UNKNOWN_ROOM_TYPE,
          "There is no room type \"" + typeName + "\" (there are: "
              + String.join(", ", types.keySet()) + ").");
    }
    RoomType type = offer.type();
    contract.checkVersion(type.contract());
    return seat(type, contract.answer(offer.fields()), body.read(type), address);
  }

  /**
   * Gives a seat to a player who comes back.
   *
   * @param resumeToken from the welcome
   * @param applied the newest tick that the client has applied
   * @param address who asks
   * @return the seat
   * @throws RefusedException if nobody holds the token, or the address holds too much
   */
  public Seat resume(String resumeToken, int applied, InetAddress address) {
    checkOpen();
    ResumeBook.Stayer stayer = resumes.find(resumeToken);
    if (stayer == null) {
      throw ResumeClaim.playerGone();
    }
    takeQuota(address);
    OpenRoom room = stayer.room();
    String token = seats.give(new ResumeSeat(room, address, stayer.playerId(), applied));
    return seat(room, token, "ws").build(); // relative to /resume, so that a proxy may add a prefix
  }

  /**
   * Claims a seat.
   *
   * @param token from the seat
   * @return the claim
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
    return seat instanceof JoinSeat join ? claim(join) : claim((ResumeSeat) seat);
  }

  private Claim claim(JoinSeat seat) {
    OpenRoom room = seat.room();
    if (!directory.holds(room)) {
      givePlaceBack(room);
      throw JoinClaim.roomGone();
    }
    players++;
    return new JoinClaim(room, seat.join(), resumes, () -> onFront(() -> leave(room)));
  }

  private static Claim claim(ResumeSeat seat) {
    return new ResumeClaim(seat.room().host(), seat.playerId(), seat.applied());
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
   * Finds a room. Any thread.
   *
   * @param id the room's id
   * @return the room, or nothing if there is none
   */
  public Optional<RoomHost> room(String id) {
    return directory.find(id);
  }

  /**
   * Returns the rooms that run now. Any thread.
   *
   * @return a copy
   */
  public List<RoomHost> allRooms() {
    return directory.hosts();
  }

  /**
   * Says how many players hold a place in a room, those included who lost their connection.
   *
   * @return the count
   */
  public int players() {
    return players;
  }

  /** How many tokens are good with which players could come back. */
  int resumeTokens() {
    return resumes.size();
  }

  private void checkOpen() {
    if (stopping) {
      throw new RefusedException(
          RefusalReason.STOPPING, "The server is stopping. Try again in a moment.", 2_000);
    }
  }

  private void takeQuota(InetAddress address) {
    if (!quota.tryTake(address)) {
      throw new RefusedException(
          RefusalReason.TOO_MANY_CONNECTIONS,
          "This address holds " + limits.connectionsPerAddress()
              + " connections and open seats already (connectionsPerAddress).",
          limits.seatMillis());
    }
  }

  private CompletionStage<Seat> seat(
      RoomType type, List<String> contract, Message join, InetAddress address) {
    takeQuota(address);
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
    String token = seats.give(new JoinSeat(room, address, join));
    Seat seat = seat(room, token, "../ws") // relative to /join/{type}
        .addAllContract(contract)
        .build();
    return room.host().started().handle((begun, failure) -> {
      if (failure != null) {
        onFront(() -> withdraw(token));
        throw roomFailed();
      }
      return seat;
    });
  }

  private static Seat.Builder seat(OpenRoom room, String token, String path) {
    return Seat.newBuilder()
        .setRoom(room.host().id())
        .setToken(token)
        .setUrl(path + "?seat=" + token);
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
    if (seat instanceof JoinSeat) {
      givePlaceBack(seat.room());
    }
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
