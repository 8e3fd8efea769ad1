package dev.rondo.room;

import com.google.protobuf.Empty;
import com.google.protobuf.Message;
import dev.rondo.protocol.Ids;
import dev.rondo.sync.SnapshotEncoder;
import dev.rondo.sync.StateShape;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one room: lets players in and out, calls its hooks, and sends its frames.
 *
 * <p>What comes from outside between two ticks (joins, frames, lost connections) is kept and takes
 * effect at the next tick, in the order: leaves, joins, commands, inputs, {@code onTick}, then one frame
 * to each player. So game code runs in one place only, and a room depends on nothing but its seed and
 * what came before which tick.
 *
 * <p><b>Threads:</b> the room's loop, except where a method says otherwise.
 *
 * <p><b>Bound:</b> as many players as seats were given; what each may have waiting stands in
 * {@link Limits}.
 */
public final class RoomHost {
  private static final Logger log = LoggerFactory.getLogger(RoomHost.class);

  /** The greatest number that the wire has: 2^32 - 1, after 207 days at 240 Hz. */
  private static final int LAST_TICK = -1;

  private final String id;
  private final Room<?, ?, ?, ?, ?, ?> room;
  private final RoomOptions options;
  private final Limits limits;
  private final RoomExecutor executor;
  private final RandomGenerator random;
  private final TickLoop loop;
  private final SnapshotEncoder snapshots;
  private final Runnable onClosed;
  private final CompletableFuture<RoomHost> started = new CompletableFuture<>();

  private final List<Session> sessions = new ArrayList<>();
  private final List<Player> players = new ArrayList<>();
  private final List<Player> playersView = Collections.unmodifiableList(players);
  private final ArrayDeque<Session> arriving = new ArrayDeque<>();
  private final ArrayDeque<Session> departing = new ArrayDeque<>();
  private final Outbox outbox = new Outbox();
  private final ByteBuf shared = PooledByteBufAllocator.DEFAULT.directBuffer();
  private final ByteBuf header = PooledByteBufAllocator.DEFAULT.directBuffer();

  private Tick tick;
  private int lastId = StateShape.FIRST_ID - 1;
  private String hook = "onCreate";
  private boolean closeAfterTick;
  private boolean closed;

  /**
   * Makes a host for a room that has not begun. Any thread.
   *
   * @param id the room's id
   * @param room the game's room, new
   * @param options how it is run
   * @param limits what bounds it
   * @param seed of its chance
   * @param executor its loop
   * @param onClosed called on the loop once the room has ended
   */
  public RoomHost(
      String id,
      Room<?, ?, ?, ?, ?, ?> room,
      RoomOptions options,
      Limits limits,
      long seed,
      RoomExecutor executor,
      Runnable onClosed) {
    this.id = id;
    this.room = room;
    this.options = options;
    this.limits = limits;
    this.executor = executor;
    this.random = new SplittableRandom(seed);
    this.onClosed = onClosed;
    this.tick = new Tick(0, 1.0 / options.tickRate());
    this.loop = new TickLoop(executor, options.tickRate(), this::runTick);
    this.snapshots = new SnapshotEncoder(room.contract().state());
  }

  /**
   * Begins the room on its loop. Any thread, once.
   *
   * @param phase where in a period its ticks fall, 0 to 1
   * @return completes on the loop once the room has begun, or fails with what {@code onCreate} threw
   */
  public CompletionStage<RoomHost> start(double phase) {
    executor.execute(() -> {
      if (closed) {
        started.completeExceptionally(
            new IllegalStateException("room " + id + " was closed before it began"));
        return;
      }
      room.attach(this);
      try {
        room.onCreate();
      } catch (Throwable e) {
        fail(e);
        started.completeExceptionally(e);
        return;
      }
      loop.start(phase);
      started.complete(this);
    });
    return started;
  }

  /**
   * Returns what {@link #start} returned. Any thread.
   *
   * @return completes once the room has begun
   */
  public CompletionStage<RoomHost> started() {
    return started;
  }

  /**
   * Lets a player in at the next tick.
   *
   * @param connection where the player's frames go
   * @param join the contract's join message, checked; {@link Empty} if it has none
   * @return where to say what comes from the player
   * @throws IllegalStateException if the room is closed
   */
  public Inbound join(Connection connection, Message join) {
    if (closed) {
      throw new IllegalStateException("room " + id + " is closed");
    }
    Session session = new Session(this, connection, nextId(), join);
    arriving.add(session);
    return session;
  }

  /**
   * Says whether the room has ended, or could not begin.
   *
   * @return true once nobody can join anymore
   */
  public boolean closed() {
    return closed;
  }

  /**
   * Ends the room: everybody leaves, then {@code onDispose}. Does nothing if it has ended. Any thread.
   *
   * @param reason what the players are told
   * @param text one sentence for the log of the client's developer
   */
  public void stop(LeaveReason reason, String text) {
    executor.execute(() -> end(reason, text));
  }

  /**
   * Returns the room's id. Any thread.
   *
   * @return the id
   */
  public String id() {
    return id;
  }

  /**
   * Returns how the room is run. Any thread.
   *
   * @return its options
   */
  public RoomOptions options() {
    return options;
  }

  /**
   * Returns the room's loop. Any thread.
   *
   * @return what it was made with
   */
  public RoomExecutor executor() {
    return executor;
  }

  Limits limits() {
    return limits;
  }

  Contract contract() {
    return room.contract();
  }

  Outbox outbox() {
    return outbox;
  }

  Ids removed() {
    return snapshots.removed();
  }

  Tick tick() {
    return tick;
  }

  RandomGenerator random() {
    return random;
  }

  List<Player> players() {
    return playersView;
  }

  long nanoTime() {
    return executor.nanoTime();
  }

  int nextId() {
    return ++lastId;
  }

  void emit(Message event, @Nullable Session target) {
    contract().checkEvent(event);
    if (target == null || target.departure() == null) {
      outbox.add(event, target);
    }
  }

  void departing(Session session) {
    departing.add(session);
  }

  void closeAfterTick() {
    closeAfterTick = true;
  }

  private void runTick(int number) {
    try {
      tick = new Tick(number, tick.seconds());
      settleDeparting(); // before the others, who may have come into their places
      admitArriving();
      settleDeparting(); // whom the game did not let in
      deliverCommands();
      deliverInputs();
      hook = "onTick";
      room.onTick(tick);
      settleDeparting();
      publish(number);
    } catch (Throwable e) { // also a StackOverflowError of the game: it is this room's alone
      fail(e);
    }
    if (closeAfterTick || number == LAST_TICK) {
      end(LeaveReason.ROOM_CLOSED, "The room was closed");
    }
  }

  /** One stays in the queue until it has its player, so that it is told if that cannot be made. */
  private void admitArriving() {
    for (Session session = arriving.peek(); session != null; session = arriving.peek()) {
      if (session.departure() == null) {
        admit(session);
      } else {
        arriving.remove();
      }
    }
  }

  private void admit(Session session) {
    hook = "the constructor of the player";
    session.play(room.newPlayer());
    arriving.remove();
    sessions.add(session);
    players.add(session.player());
    hook = "onJoin";
    room.deliverJoin(session.player(), session.join());
  }

  /** Those who left before they were let in were never there for the game. */
  private void settleDeparting() {
    hook = "onLeave";
    for (Session session = departing.poll(); session != null; session = departing.poll()) {
      if (sessions.remove(session)) {
        players.remove(session.player());
        logDeparture(session);
        room.deliverLeave(session.player(), session.reason());
      }
    }
  }

  private void deliverCommands() {
    hook = "onCommand";
    for (Session session : sessions) {
      for (Message command = session.nextCommand();
          command != null;
          command = session.nextCommand()) {
        room.deliverCommand(session.player(), command);
      }
    }
  }

  private void deliverInputs() {
    hook = "onInput";
    for (Session session : sessions) {
      int inputs = Math.max(1, Math.min(session.waitingInputs(), options.inputsPerTick()));
      for (int i = 0; i < inputs && session.takesInputs(); i++) {
        room.deliverInput(session.player(), session.takeInput());
      }
    }
  }

  private void publish(int number) {
    shared.clear();
    outbox.writeShared(shared);
    int eventsEnd = shared.writerIndex();
    hook = "snapshot";
    Message state = room.snapshot();
    contract().checkState(state);
    snapshots.encode(shared, state);
    for (Session session : sessions) {
      session.publish(number, header.clear(), shared, eventsEnd);
    }
    outbox.clear();
  }

  private void fail(Throwable cause) {
    log.error(
        "Closed room {}: {} threw at tick {}. Its players were told (1011); no other room is touched.",
        id,
        hook,
        tick.number(),
        cause);
    end(LeaveReason.ROOM_FAILED, "The room failed");
  }

  private void end(LeaveReason reason, String text) {
    if (closed) {
      return;
    }
    closed = true;
    loop.stop();
    if (loop.dropped() > 0) {
      log.info(
          "Room {} dropped {} of its ticks: its loop was too late for them", id, loop.dropped());
    }
    try {
      // Each on its own: what one of them throws must not keep the others from theirs.
      arriving.forEach(session -> attempt(() -> session.depart(reason, text)));
      sessions.forEach(session -> attempt(() -> session.depart(reason, text)));
      while (!departing.isEmpty()) {
        attempt(this::settleDeparting);
      }
      hook = "onDispose";
      attempt(room::onDispose);
    } finally {
      shared.release();
      header.release();
      onClosed.run();
    }
  }

  private void attempt(Runnable ending) {
    try {
      ending.run();
    } catch (Throwable e) {
      log.error("Room {}: {} threw while the room was closed", id, hook, e);
    }
  }

  private void logDeparture(Session session) {
    if (session.droppedInputs() > 0) {
      log.debug(
          "{} inputs of player {} of room {} were dropped: more than {} waited for a tick (inputQueue)",
          session.droppedInputs(),
          session.playerId(),
          id,
          limits.inputQueue());
    }
  }
}
