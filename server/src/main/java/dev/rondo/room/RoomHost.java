package dev.rondo.room;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.rondo.room.Hooks.RoomFailed;
import dev.rondo.sync.Entity;
import dev.rondo.sync.Replicator;
import dev.rondo.sync.StateShape;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one room: lets players in and out, calls its hooks, and sends its frames.
 *
 * <p>What comes from outside between two ticks (joins, frames, lost connections, results) is kept and
 * takes effect at the next tick, in the order: drops, resumes and leaves, results of outside work, joins,
 * commands, inputs, timers, {@code onTick}, then one frame to each player. So game code runs in one place only, and a room depends on nothing but its seed and
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
  private final Hooks hooks;
  private final RoomClock clock;
  private final Outside outside;
  private final Roster roster;
  private final Delivery delivery;
  private final Outbox outbox = new Outbox();
  private final Replicator replicator;
  private final Runnable onClosed;
  private final CompletableFuture<RoomHost> started = new CompletableFuture<>();
  private final ByteBuf shared = PooledByteBufAllocator.DEFAULT.directBuffer();
  private final ByteBuf header = PooledByteBufAllocator.DEFAULT.directBuffer();

  private Tick tick;
  private int lastId = StateShape.FIRST_ID - 1;
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
    this.replicator = new Replicator(room.state(), options.frameBytes());
    this.hooks = new Hooks(id, room, this::tick, options.tickRate());
    this.clock = new RoomClock(options.tickRate(), limits.timers(), hooks);
    this.outside = new Outside(this, hooks);
    this.roster = new Roster(room, hooks);
    this.delivery = new Delivery(room, hooks, roster);
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
      room.state().begin(this::nextId);
      hooks.watch().started();
      try {
        create();
      } catch (Throwable e) {
        log.error("Closed room {}: onCreate threw", id, e);
        hooks.report(new Fault("onCreate", null, 0, e));
        end(LeaveReason.ROOM_FAILED, "The room failed");
        started.completeExceptionally(e);
        return;
      }
      loop.start(phase);
      started.complete(this);
    });
    return started;
  }

  private void create() {
    hooks.watch().enter("onCreate");
    try {
      room.onCreate();
    } finally {
      hooks.watch().exit();
    }
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
   * @param stay frees the place, and makes the secrets to come back with
   * @param join the contract's join message, checked; {@link com.google.protobuf.Empty} if it has none
   * @return where to say what comes from the player
   * @throws IllegalStateException if the room is closed
   */
  public Inbound join(Connection connection, Function<Integer, ? extends Stay> stay, Message join) {
    if (closed) {
      throw new IllegalStateException("room " + id + " is closed");
    }
    int playerId = nextId();
    Session session = new Session(this, stay.apply(playerId), playerId, join);
    roster.arriving(session);
    return session.connect(connection);
  }

  /**
   * Lets a player go on with a new connection, which takes over from the one that there may still be.
   *
   * @param playerId who
   * @param connection where the player's frames go
   * @param applied the newest tick that the client has applied
   * @return where to say what comes from the player, or null if there is no such player anymore
   */
  public @Nullable Inbound resume(int playerId, Connection connection, int applied) {
    Session session = roster.find(playerId);
    if (session == null) {
      return null;
    }
    session.feed().applied(applied);
    return session.connect(connection);
  }

  /**
   * Has the room do something at its next tick. Any thread.
   *
   * @param task gets the room, on its loop; must not block
   * @param <T> what comes of it
   * @return what came of it, completed on a thread that is none of the loops'; fails with what the task
   *     threw, or if the room has ended or has {@link Limits#outsideCalls} under way
   */
  public <T> CompletionStage<T> enter(Function<? super Room<?, ?, ?, ?, ?, ?>, ? extends T> task) {
    return outside.enter(() -> task.apply(room));
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

  /**
   * Has somebody told of each exception that the room's code does not catch, whatever becomes of the room.
   * Before it is started.
   *
   * @param to gets the faults, on the loop; must not throw
   */
  public void reportFaults(Consumer<? super Fault> to) {
    hooks.reportFaults(to);
  }

  /**
   * Returns which hook runs. Any thread.
   *
   * @return the watch; for one watcher
   */
  public HookWatch watch() {
    return hooks.watch();
  }

  /**
   * Says of which kind the game's room is. Any thread.
   *
   * @param type a class of rooms
   * @return whether the room is of that class
   */
  public boolean isA(Class<?> type) {
    return type.isInstance(room);
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

  Replicator replicator() {
    return replicator;
  }

  InputView newInput() {
    return room.newInput();
  }

  Tick tick() {
    return tick;
  }

  RandomGenerator random() {
    return random;
  }

  Roster roster() {
    return roster;
  }

  RoomClock clock() {
    return clock;
  }

  List<Player> players() {
    return roster.players();
  }

  long nanoTime() {
    return executor.nanoTime();
  }

  int nextId() {
    return ++lastId;
  }

  // What a room says and asks.

  void broadcast(Message event) {
    contract().checkEvent(event);
    outbox.sayToAll(Notice.event(tick.number(), event), roster.sessions());
  }

  void say(Message event, Collection<? extends Player> players, @Nullable Player except) {
    contract().checkEvent(event);
    Notice notice = Notice.event(tick.number(), event);
    for (Player player : players) {
      if (player != except) {
        player.session().say(notice);
      }
    }
  }

  void sayToViewers(Entity entity, Message event) {
    contract().checkEvent(event);
    Notice notice = Notice.event(tick.number(), event);
    for (Session session : roster.sessions()) {
      if (replicator.sees(session.feed().view(), entity)) {
        session.say(notice);
      }
    }
  }

  void attach(Message event, Collection<? extends Player> players, ByteString attachment) {
    contract().checkEvent(event);
    if (options.attachmentBytes() == 0) { // also an empty one: clients are told that none will come
      throw new IllegalArgumentException(
          "attachment: this room sends none; set RoomOptions.attachmentBytes");
    }
    if (attachment.size() > options.attachmentBytes()) {
      throw new IllegalArgumentException("attachment: " + attachment.size()
          + " bytes (expected: at most attachmentBytes, " + options.attachmentBytes() + ")");
    }
    players.forEach(player -> player.session().attach(event, attachment));
  }

  <T> Async async(
      CompletionStage<T> stage,
      Duration timeout,
      Consumer<? super T> onResult,
      Consumer<? super Throwable> onFailure) {
    return outside.call(stage, timeout, onResult, onFailure);
  }

  void closeAfterTick() {
    closeAfterTick = true;
  }

  // The tick.

  private void runTick(int number) {
    tick = new Tick(number, tick.seconds());
    clock.tick();
    try {
      roster.settle(); // those who left before the others, who may have come into their places
      outside.deliver();
      roster.admit();
      roster.settle(); // whom the game did not let in
      delivery.commands();
      delivery.inputs(options.inputsPerTick());
      clock.run();
      hooks.call("onTick", null, () -> room.onTick(tick));
      roster.settle();
      publish(number);
    } catch (RoomFailed e) {
      end(LeaveReason.ROOM_FAILED, "The room failed");
    } catch (Throwable e) {
      log.error("Closed room {}: tick {} failed in Rondo itself", id, number, e);
      hooks.report(new Fault("Rondo itself", null, number, e));
      end(LeaveReason.ROOM_FAILED, "The room failed");
    }
    if (closeAfterTick || number == LAST_TICK) {
      end(LeaveReason.ROOM_CLOSED, "The room was closed");
    }
  }

  private void publish(int number) {
    shared.clear();
    roster.forEachPreparing(
        session -> session.feed().publishWaiting(number, header.clear(), shared));
    if (number % options.sendEvery() != 0) {
      return; // what is said meanwhile goes with the next frame
    }
    hooks.require("placeX or placeY", null, replicator::locate);
    replicator.encode(number);
    replicator.writeShared(shared);
    int stateEnd = shared.writerIndex();
    outbox.write(shared, number);
    for (Session session : roster.sessions()) {
      if (session.departure() != null) {
        continue;
      }
      if (replicator.asksGame()) {
        hooks.require("visibleIf or rank", session.player(), () -> publish(session, stateEnd));
      } else {
        publish(session, stateEnd);
      }
    }
    outbox.clear();
  }

  private void publish(Session session, int stateEnd) {
    session.feed().publish(tick.number(), header.clear(), shared, stateEnd);
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
    hooks.ending();
    try {
      outside.close();
      roster.end(reason, text);
      hooks.call("onDispose", null, room::onDispose);
    } finally {
      shared.release();
      header.release();
      onClosed.run();
    }
  }
}
