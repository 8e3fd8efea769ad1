package dev.rondo.room;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the game's code, in one place: what it throws is told to the game's {@link Room#onFault}, which
 * says whether the room goes on, and while it runs its name stands in the {@link HookWatch}.
 *
 * <p><b>Threads:</b> the room's loop only.
 */
final class Hooks {
  private static final Logger log = LoggerFactory.getLogger(Hooks.class);

  private final String roomId;
  private final Room<?, ?, ?, ?, ?, ?> room;
  private final Supplier<Tick> tick;
  private final int tickRate;
  private final HookWatch watch = new HookWatch();
  private Consumer<? super Fault> faults = fault -> {};
  private boolean ending;
  private int quietUntil;
  private int unsaid;

  /** Ends the room. Its cause was logged where it was caught. */
  static final class RoomFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RoomFailed() {
      super("the room's code threw", null, false, false);
    }
  }

  Hooks(String roomId, Room<?, ?, ?, ?, ?, ?> room, Supplier<Tick> tick, int tickRate) {
    this.roomId = roomId;
    this.room = room;
    this.tick = tick;
    this.tickRate = tickRate;
  }

  HookWatch watch() {
    return watch;
  }

  /** Has somebody told of each fault. */
  void reportFaults(Consumer<? super Fault> to) {
    faults = to;
  }

  void report(Fault fault) {
    faults.accept(fault);
  }

  /** From now on what is thrown is only logged: the room ends in any case. */
  void ending() {
    ending = true;
  }

  /**
   * Calls a hook.
   *
   * @param player whom it is about, or null
   * @return false if it threw and the room goes on
   * @throws RoomFailed if it threw and the room must end
   */
  boolean call(String hook, @Nullable Player player, Runnable code) {
    watch.enter(hook);
    try {
      code.run();
      return true;
    } catch (Throwable e) { // also a StackOverflowError of the game: it is this room's alone
      caught(new Fault(hook, player, tick.get().number(), e));
      return false;
    } finally {
      watch.exit();
    }
  }

  /**
   * Asks a hook for something.
   *
   * @param otherwise what counts as its answer if it threw and the room goes on
   */
  <T> T ask(String hook, @Nullable Player player, Supplier<? extends T> code, T otherwise) {
    watch.enter(hook);
    try {
      return Objects.requireNonNull(code.get(), () -> hook + " returned null");
    } catch (Throwable e) {
      caught(new Fault(hook, player, tick.get().number(), e));
      return otherwise;
    } finally {
      watch.exit();
    }
  }

  /**
   * Calls code of the game's that runs in the middle of Rondo's own, so that the room cannot go on if it
   * throws.
   *
   * @throws RoomFailed if it threw
   */
  void require(String hook, @Nullable Player player, Runnable code) {
    watch.enter(hook);
    try {
      code.run();
    } catch (Throwable e) {
      report(new Fault(hook, player, tick.get().number(), e));
      throw failed(hook, e);
    } finally {
      watch.exit();
    }
  }

  private void caught(Fault fault) {
    report(fault);
    if (ending) {
      log.error("Room {}: {} threw while the room was closed", roomId, fault.hook(), fault.cause());
      return;
    }
    if (decide(fault) == FaultPolicy.GO_ON) {
      logAndGoOn(fault);
      return;
    }
    throw failed(fault.hook(), fault.cause());
  }

  private RoomFailed failed(String hook, Throwable cause) {
    log.error(
        "Closed room {}: {} threw at tick {}. Its players were told (1011); no other room is touched.",
        roomId,
        hook,
        tick.get().number(),
        cause);
    return new RoomFailed();
  }

  private FaultPolicy decide(Fault fault) {
    try {
      return room.onFault(fault);
    } catch (Throwable e) {
      log.error("Room {}: onFault threw", roomId, e);
      return FaultPolicy.CLOSE_ROOM;
    }
  }

  /** At most once a second, because a hook that throws may do so in every tick. */
  private void logAndGoOn(Fault fault) {
    if (fault.tick() < quietUntil) {
      unsaid++;
      return;
    }
    log.error(
        "Room {} goes on: {} threw at tick {}{}",
        roomId,
        fault.hook(),
        fault.tick(),
        unsaid == 0 ? "" : " (" + unsaid + " like it since the last that was logged)",
        fault.cause());
    quietUntil = fault.tick() + tickRate;
    unsaid = 0;
  }
}
