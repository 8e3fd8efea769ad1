package dev.rondo.test;

import dev.rondo.room.LeaveReason;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which hooks of a server's duel rooms were called, in order, for a test to look at from outside.
 *
 * <p><b>Threads:</b> any.
 */
public final class DuelLog {
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private volatile Runnable onShout = () -> {};

  /**
   * One call of a hook.
   *
   * @param room the room's id
   * @param hook the hook's name
   * @param player the player's name, or nothing
   * @param reason why the player left, if so
   * @param thread on which it was called
   */
  public record Call(
      String room, String hook, String player, @Nullable LeaveReason reason, Thread thread) {}

  void add(Call call) {
    calls.add(call);
  }

  /** Has a room run something, on its loop, when somebody shouts. */
  public void onShout(Runnable task) {
    onShout = task;
  }

  void shouted() {
    onShout.run();
  }

  /** All calls so far. */
  public Stream<Call> calls() {
    return calls.stream();
  }

  /** How often a hook was called so far. */
  public long count(String hook) {
    return calls().filter(call -> call.hook().equals(hook)).count();
  }

  /** Waits until a player has left, and returns why. */
  public LeaveReason awaitLeave(String player) {
    return await(
            "onLeave of " + player,
            call -> call.hook().equals("onLeave") && call.player().equals(player))
        .map(Call::reason)
        .orElseThrow();
  }

  private Optional<Call> await(String what, Predicate<Call> call) {
    Await.until(what, () -> calls.stream().anyMatch(call));
    return calls().filter(call).findFirst();
  }
}
