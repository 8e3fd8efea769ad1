package dev.rondo.room;

import com.google.protobuf.Message;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A match: the class that a game extends. It says what happens in the hooks, which stand here in the
 * order in which a match lives, and Rondo does the rest.
 *
 * <p><b>Threads:</b> every hook is called on the room's loop, at a tick ({@link #onCreate} and
 * {@link #onDispose} before the first and after the last), and a room's methods are called from hooks
 * only. Nothing here may block: no sleep, no lock, no call that waits for disk or network. The rooms of
 * a loop share its thread.
 *
 * <p><b>The same run twice:</b> take time from {@link #tick}, chance from {@link #random}, and nothing
 * from the clock of the machine; a test can then run a room in virtual time.
 *
 * <p><b>Errors:</b> an exception from a hook closes this room with its stack in the log, and tells its
 * players (1011). No other room notices.
 *
 * @param <P> what the game knows of a player
 * @param <J> the contract's {@code join} message; {@link com.google.protobuf.Empty} if it has none
 * @param <I> the contract's {@code input} message; {@code Empty} if it has none
 * @param <C> the contract's {@code command} message; {@code Empty} if it has none
 * @param <S> the contract's {@code state} message; {@code Empty} if it has none
 * @param <E> the contract's {@code event} message; {@code Empty} if it has none
 */
public abstract class Room<P extends Player, J, I, C, S extends Message, E extends Message> {
  private final Supplier<? extends P> newPlayer;
  private final Contract contract;
  private @Nullable RoomHost host;

  /**
   * Called by the game's constructor, which should do nothing else of weight: Rondo also makes a room to
   * read its contract. Prepare the match in {@link #onCreate}.
   *
   * @param newPlayer makes the game's player, usually a constructor
   * @param contract the contract message's default instance, such as {@code Arena.getDefaultInstance()}
   * @throws IllegalArgumentException if the contract breaks a rule of docs/WIRE.md section 1
   */
  protected Room(Supplier<? extends P> newPlayer, Message contract) {
    this.newPlayer = newPlayer;
    this.contract = Contract.of(contract);
  }

  // The hooks, in the order in which a match lives.

  /** The room begins. Nobody is in it yet. */
  protected void onCreate() {}

  /**
   * A player came in.
   *
   * @param player made by the room for this join
   * @param join what the player brought along; within the bounds of the contract
   */
  protected abstract void onJoin(P player, J join);

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
   * A player's input for this tick: called once a tick and player, or more often if
   * {@link RoomOptions#inputsPerTick} says so, or with what {@link RoomOptions#idlePolicy} says if none
   * has come. Must be overridden if the contract has an {@code input}.
   *
   * @param player whose it is
   * @param input the input; within the bounds of the contract
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
   * What is, after this tick: asked for once a tick, encoded once and sent to everybody.
   *
   * @return the whole state. Ids of its entities come from {@link #nextId}
   */
  protected abstract S snapshot();

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
   * Says to everybody that something happened. It arrives in this tick's frame, in order.
   *
   * @param event what
   */
  protected final void broadcast(E event) {
    host().emit(event, null);
  }

  /**
   * Says to one player that something happened. It arrives in this tick's frame, in order with what is
   * said to everybody.
   *
   * @param player who hears it; nothing happens if the player is gone
   * @param event what
   */
  protected final void send(P player, E event) {
    host().emit(event, player.session());
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

  @SuppressWarnings("unchecked")
  final void deliverJoin(Player player, Message join) {
    onJoin((P) player, (J) join);
  }

  @SuppressWarnings("unchecked")
  final void deliverCommand(Player player, Message command) {
    onCommand((P) player, (C) command);
  }

  @SuppressWarnings("unchecked")
  final void deliverInput(Player player, Message input) {
    onInput((P) player, (I) input);
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
