package dev.rondo.room;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.rondo.sync.Entity;
import dev.rondo.sync.Interest;
import dev.rondo.sync.State;
import dev.rondo.sync.View;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleBiFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A match: the class that a game extends. It says what happens in the hooks, which stand here in the
 * order in which a match lives, and Rondo does the rest.
 *
 * <p>Games extend the base class that is generated from their contract, which has the types of its messages,
 * a hook for each command and the room's state.
 *
 * <p><b>Threads:</b> every hook is called on the room's loop, at a tick ({@link #onCreate} and
 * {@link #onDispose} before the first and after the last), and a room's methods are called from hooks
 * only. Nothing here may block: no sleep, no lock, no call that waits for disk or network. The rooms of
 * a loop share its thread.
 *
 * <p><b>The same run twice:</b> take time from {@link #tick} and {@link #clock}, chance from
 * {@link #random}, what is outside through {@link #async}, and nothing from the clock of the machine; a
 * test can then run a room in virtual time.
 *
 * <p><b>Errors:</b> an exception from a hook, a timer or what was called back closes this room with its
 * stack in the log, and tells its players (1011), unless {@link #onFault} says otherwise. No other room
 * notices.
 *
 * @param <P> what the game knows of a player
 * @param <J> the contract's {@code join} message; {@link com.google.protobuf.Empty} if it has none
 * @param <I> the view of the contract's {@code input} message
 * @param <C> the contract's {@code command} message; {@code Empty} if it has none
 * @param <S> the contract's {@code state} message; {@code Empty} if it has none
 * @param <E> the contract's {@code event} message; {@code Empty} if it has none
 */
public abstract class Room<
    P extends Player, J, I extends InputView, C, S extends Message, E extends Message> {
  private final Supplier<? extends P> newPlayer;
  private final Supplier<? extends InputView> newInput;
  private final State state;
  private final Contract contract;
  private @Nullable RoomHost host;

  /**
   * Called by generated code. A game's constructor should do nothing of weight: Rondo also makes a room to
   * read its contract. Prepare the match in {@link #onCreate}.
   *
   * @param newPlayer makes the game's player, usually a constructor
   * @param contract the contract message's default instance, such as {@code Arena.getDefaultInstance()}
   * @param newInput makes a view of an input
   * @param state the room's state, new
   * @throws IllegalArgumentException if the contract breaks a rule of docs/WIRE.md section 1
   */
  protected Room(
      Supplier<? extends P> newPlayer,
      Message contract,
      Supplier<? extends InputView> newInput,
      State state) {
    this.newPlayer = newPlayer;
    this.newInput = newInput;
    this.state = state;
    this.contract = Contract.of(contract);
  }

  // The hooks, in the order in which a match lives.

  /** The room begins. Nobody is in it yet. */
  protected void onCreate() {}

  /**
   * Says whether somebody may come in who brings this along. Called before {@link #beforeJoin}.
   *
   * @param join what the player brings along; within the bounds of the contract
   * @return the verdict; by default the message is fine
   */
  protected Verdict validateJoin(J join) {
    return Verdict.accept();
  }

  /**
   * Loads what the player needs, before anybody else hears of the player. The join waits for what this
   * returns: once it is done {@link #onJoin} follows, and if it fails the player is told (4005). Who goes
   * meanwhile was never there for the game. To turn somebody away, {@link #kick} in what async calls.
   *
   * <pre>{@code
   * return async(profiles.load(join.getName()), profile -> pilot.profile = profile, failure -> {});
   * }</pre>
   *
   * @param player made by the room for this join
   * @param join what the player brings along; within the bounds of the contract
   * @return what {@link #async} returned, or {@link Async#nothing}, which is the default
   */
  protected Async beforeJoin(P player, J join) {
    return Async.nothing();
  }

  /**
   * A player came in.
   *
   * @param player made by the room for this join
   * @param join what the player brought along; within the bounds of the contract
   */
  protected abstract void onJoin(P player, J join);

  /**
   * Says whether a command makes sense now. Called right before its hook.
   *
   * @param player who gave it
   * @param command the command, its oneof set; within the bounds of the contract
   * @return the verdict; by default the message is fine
   */
  protected Verdict validateCommand(P player, C command) {
    return Verdict.accept();
  }

  /**
   * A player's command: called for each that came since the last tick, before inputs. Must be overridden
   * if the contract has a {@code command}.
   *
   * @param player who gave it
   * @param command the command, its oneof set; within the bounds of the contract
   */
  protected void onCommand(P player, C command) {
    throw new UnsupportedOperationException();
  }

  /**
   * A player's command that asks for a reply. Must be overridden if the contract has a {@code reply}.
   *
   * @param player who gave it
   * @param command the command, of a case that the contract's {@code reply} has too
   * @param request answers it, now or later
   */
  protected void onRequest(P player, C command, Request<Message> request) {
    throw new UnsupportedOperationException();
  }

  /**
   * A player's command with an attachment, all of which has come. By default the player is put out: a
   * room that allows attachments ({@link RoomOptions#attachmentBytes}) and only sends some takes none.
   *
   * @param player who gave it
   * @param command the command, its oneof set; within the bounds of the contract
   * @param attachment the bytes, at most {@link RoomOptions#attachmentBytes}
   */
  protected void onAttachment(P player, C command, ByteString attachment) {
    kick(player, "This room takes no attachments");
  }

  /**
   * Says whether an input makes sense now. Called right before {@link #onInput}.
   *
   * @param player whose it is
   * @param input the input; within the bounds of the contract; valid during the call
   * @return the verdict; by default the message is fine
   */
  protected Verdict validateInput(P player, I input) {
    return Verdict.accept();
  }

  /**
   * A player's input for this tick: called once a tick and player, or more often if
   * {@link RoomOptions#inputsPerTick} says so, or with what {@link RoomOptions#idlePolicy} says if none
   * has come. Must be overridden if the contract has an {@code input}.
   *
   * @param player whose it is
   * @param input the input; within the bounds of the contract; valid during the call
   */
  protected void onInput(P player, I input) {
    throw new UnsupportedOperationException();
  }

  /**
   * The world takes a step, after commands and inputs.
   *
   * @param tick which one
   */
  protected abstract void onTick(Tick tick);

  /**
   * A player's connection is lost. The player keeps the place for {@link RoomOptions#graceSeconds}, gets
   * neutral inputs meanwhile, and still stands in {@link #players}; {@link #onResume} or {@link #onLeave}
   * follows.
   *
   * @param player who
   */
  protected void onDrop(P player) {}

  /**
   * A player is back on a new connection, and gets the whole view and what was said meanwhile. Called
   * once for each {@link #onDrop} that no {@link #onLeave} follows.
   *
   * @param player who
   */
  protected void onResume(P player) {}

  /**
   * A player is gone, whatever the reason. Called once for each {@link #onJoin}; the player no longer
   * stands in {@link #players}.
   *
   * @param player who
   * @param reason why
   */
  protected abstract void onLeave(P player, LeaveReason reason);

  /** The room ends. Nobody is in it anymore. */
  protected void onDispose() {}

  /**
   * Something of this room's code has thrown. By default the room ends. A room that goes on is as the
   * exception left it: what threw did half of its work. The table of docs/rooms.md says what is skipped.
   * An exception from {@code onCreate} ends the room in any case.
   *
   * @param fault what, and where
   * @return what becomes of the room
   */
  protected FaultPolicy onFault(Fault fault) {
    return FaultPolicy.CLOSE_ROOM;
  }

  // What a room can do.

  /**
   * Returns the room's id.
   *
   * @return the id, unique in the process
   */
  public final String id() {
    return host().id();
  }

  /**
   * Returns how this room is run.
   *
   * @return its options
   */
  protected final RoomOptions options() {
    return host().options();
  }

  /**
   * Returns the tick that is running, or the last one.
   *
   * @return the tick; number 0 in {@link #onCreate}
   */
  protected final Tick tick() {
    return host().tick();
  }

  /**
   * Returns the room's time, with its timers.
   *
   * @return the clock, for this room only
   */
  protected final RoomClock clock() {
    return host().clock();
  }

  /**
   * Returns the room's chance: seeded, so that the same run can be had twice.
   *
   * @return the generator, for this room only
   */
  protected final RandomGenerator random() {
    return host().random();
  }

  /**
   * Returns those who play, in the order in which they joined.
   *
   * @return a view that changes when players come and go
   */
  @SuppressWarnings("unchecked") // each was made by newPlayer
  protected final List<P> players() {
    return (List<P>) host().players();
  }

  /**
   * Takes a number that no entity and no player of this room has had.
   *
   * @return an id, 100 or more
   */
  protected final int nextId() {
    return host().nextId();
  }

  /**
   * Says to everybody who is in the room now that something happened. It arrives in this tick's frame, in
   * order; who comes in later in the same tick does not hear it.
   *
   * @param event what
   */
  protected final void broadcast(E event) {
    host().broadcast(event);
  }

  /**
   * Says to some players that something happened. It arrives in this tick's frame, in order with what is
   * said to everybody.
   *
   * @param players who hear it; those who are gone do not
   * @param event what
   */
  protected final void broadcast(Collection<? extends P> players, E event) {
    host().say(event, players, null);
  }

  /**
   * Says to everybody but one player that something happened. It arrives in this tick's frame, in order
   * with what is said to everybody.
   *
   * @param except who does not hear it
   * @param event what
   */
  protected final void broadcastExcept(P except, E event) {
    host().say(event, players(), except);
  }

  /**
   * Says to one player that something happened. It arrives in this tick's frame, in order with what is
   * said to everybody; while the player is away it waits, within {@link Limits#eventBytes}.
   *
   * @param player who hears it; nothing happens if the player is gone
   * @param event what
   */
  protected final void send(P player, E event) {
    host().say(event, List.of(player), null);
  }

  /**
   * Says to all who see an entity that something happened. It arrives in this tick's frame, in order with
   * what is said to everybody.
   *
   * @param entity what they see now, or with this tick's frame if it is new; it may have been removed in
   *     this tick
   * @param event what happened
   */
  protected final void broadcastToViewers(Entity entity, E event) {
    host().sayToViewers(entity, event);
  }

  /**
   * Says to some players that something happened, with bytes that are too many for a frame. The event
   * arrives when the last of them has, some ticks later; attachments arrive in their order.
   *
   * @param players who hear it; those who are gone do not
   * @param event what
   * @param attachment the bytes, at most {@link RoomOptions#attachmentBytes}
   * @throws IllegalArgumentException if they are more, or the room sends none
   */
  protected final void attach(Collection<? extends P> players, E event, ByteString attachment) {
    host().attach(event, players, attachment);
  }

  // Who sees what.

  /**
   * Makes an entity a player's own, and no longer that of another: the player sees it wherever it is, and
   * its fields that are {@code seen_by: OWNER}.
   *
   * @param player who
   * @param entity an entity of this room
   * @throws IllegalStateException if it was not spawned yet
   */
  protected final void own(P player, Entity entity) {
    player.session().own(entity);
  }

  /**
   * Makes an entity nobody's own.
   *
   * @param entity an entity of this room
   */
  protected final void disown(Entity entity) {
    View.disown(entity);
  }

  /**
   * Sets who sees which entities, from this tick on.
   *
   * @param interest everyone, which is the default, or what is near where a player looks:
   *     {@link Player#lookAt}
   */
  protected final void interest(Interest interest) {
    host().replicator().interest(interest);
  }

  /**
   * Sets who sees which of the entities that {@link #interest} lets be seen. Asked for each player and each of
   * these, every tick, so it should be quick; if it throws, the room ends.
   *
   * @param sees whether a player sees an entity. Not asked for what the player owns
   */
  @SuppressWarnings("unchecked") // each viewer was made by newPlayer
  protected final void visibleIf(BiPredicate<? super P, ? super Entity> sees) {
    host().replicator().filter((viewer, entity) -> sees.test((P) viewer, entity));
  }

  /**
   * Sets which entities go first when {@link RoomOptions#frameBytes} is too little for all; by default those
   * that are nearer. If it throws, the room ends.
   *
   * @param rank how much an entity matters to a player, above 0: twice as much waits half as long
   */
  @SuppressWarnings("unchecked") // each viewer was made by newPlayer
  protected final void rank(ToDoubleBiFunction<? super P, ? super Entity> rank) {
    host().replicator().rank((viewer, entity) -> rank.applyAsDouble((P) viewer, entity));
  }

  /**
   * Asks the world outside, and goes on. What comes of it is called back at a tick of this room, and
   * never after it has ended.
   *
   * @param stage what was asked, such as the answer of a database client that does not block; runs
   *     wherever it likes
   * @param onResult gets the result; null if the stage completes with that
   * @param onFailure gets what the stage failed with, a {@link java.util.concurrent.TimeoutException} if
   *     it took longer than {@link Limits#outsideMillis}, or a
   *     {@link java.util.concurrent.RejectedExecutionException} if the room has
   *     {@link Limits#outsideCalls} under way already
   * @param <T> what comes back
   * @return the call, to cancel it or to have a join wait for it
   */
  protected final <T> Async async(
      CompletionStage<T> stage,
      Consumer<? super T> onResult,
      Consumer<? super Throwable> onFailure) {
    return host()
        .async(stage, Duration.ofMillis(host().limits().outsideMillis()), onResult, onFailure);
  }

  /**
   * Asks the world outside with a time limit of its own.
   *
   * @param stage as above
   * @param timeout how long it may take, in the room's time
   * @param onResult as above
   * @param onFailure as above
   * @param <T> what comes back
   * @return the call, to cancel it or to have a join wait for it
   * @throws IllegalArgumentException if the time limit is negative
   */
  protected final <T> Async async(
      CompletionStage<T> stage,
      Duration timeout,
      Consumer<? super T> onResult,
      Consumer<? super Throwable> onFailure) {
    return host().async(stage, timeout, onResult, onFailure);
  }

  /**
   * Puts a player out. {@link #onLeave} follows at the end of the tick.
   *
   * @param player who
   * @param reason one sentence for the player
   */
  protected final void kick(P player, String reason) {
    player.session().depart(LeaveReason.KICKED, Objects.requireNonNull(reason, "reason"));
  }

  /** Ends the room after this tick: everybody leaves, then {@link #onDispose}. */
  protected final void close() {
    host().closeAfterTick();
  }

  // The seam to RoomHost. The casts are safe: the messages are of the contract's types.

  final Contract contract() {
    return contract;
  }

  final void attach(RoomHost to) {
    if (host != null) {
      throw new IllegalStateException("this " + getClass().getSimpleName()
          + " runs already; the supplier given to GameServer must make a new room each time");
    }
    host = to;
  }

  final Player newPlayer() {
    return newPlayer.get();
  }

  final InputView newInput() {
    return newInput.get();
  }

  final State state() {
    return state;
  }

  @SuppressWarnings("unchecked")
  final Verdict deliverValidateJoin(Message join) {
    return validateJoin((J) join);
  }

  @SuppressWarnings("unchecked")
  final Async deliverBeforeJoin(Player player, Message join) {
    return beforeJoin((P) player, (J) join);
  }

  @SuppressWarnings("unchecked")
  final void deliverJoin(Player player, Message join) {
    onJoin((P) player, (J) join);
  }

  @SuppressWarnings("unchecked")
  final Verdict deliverValidateCommand(Player player, Message command) {
    return validateCommand((P) player, (C) command);
  }

  @SuppressWarnings("unchecked")
  final void deliverCommand(Player player, Message command) {
    onCommand((P) player, (C) command);
  }

  @SuppressWarnings("unchecked")
  final void deliverRequest(Player player, Message command, Request<Message> request) {
    onRequest((P) player, (C) command, request);
  }

  @SuppressWarnings("unchecked")
  final void deliverAttachment(Player player, Message command, ByteString attachment) {
    onAttachment((P) player, (C) command, attachment);
  }

  @SuppressWarnings("unchecked")
  final Verdict deliverValidateInput(Player player, InputView input) {
    return validateInput((P) player, (I) input);
  }

  @SuppressWarnings("unchecked")
  final void deliverInput(Player player, InputView input) {
    onInput((P) player, (I) input);
  }

  @SuppressWarnings("unchecked")
  final void deliverDrop(Player player) {
    onDrop((P) player);
  }

  @SuppressWarnings("unchecked")
  final void deliverResume(Player player) {
    onResume((P) player);
  }

  @SuppressWarnings("unchecked")
  final void deliverLeave(Player player, LeaveReason reason) {
    onLeave((P) player, reason);
  }

  private RoomHost host() {
    if (host == null) {
      throw new IllegalStateException(getClass().getSimpleName()
          + " does not run yet; prepare it in onCreate, not in its constructor");
    }
    return host;
  }
}
