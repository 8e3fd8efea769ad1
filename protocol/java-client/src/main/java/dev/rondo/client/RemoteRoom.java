package dev.rondo.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A room that this client is in.
 *
 * <p><b>Threads:</b> any. What is done takes effect on the room's loop, in the order of the calls of each
 * thread; the listener is called, and stages complete, there.
 *
 * <p><b>Bound:</b> that of {@link ClientSession}, and 256 calls from other threads that wait for the loop.
 *
 * @param <S> the contract's state message
 */
public final class RemoteRoom<S extends Message> {
  private static final int REPLY_MILLIS = 10_000;
  private static final int MOST_CALLS = 256;

  private final Contract<S, ?> contract;
  private final ClientSession<S, ?> session;
  private final EventLoop loop;
  private final Runnable acted;
  private final AtomicReference<@Nullable Message> newestInput = new AtomicReference<>();
  private final AtomicInteger calls = new AtomicInteger();

  RemoteRoom(Contract<S, ?> contract, ClientSession<S, ?> session, EventLoop loop, Runnable acted) {
    this.contract = contract;
    this.session = session;
    this.loop = loop;
    this.acted = acted;
  }

  /**
   * Returns the room's id, unique on its server.
   *
   * @return the id; empty until the first frame came
   */
  public String id() {
    return session.id();
  }

  /**
   * Returns this player's id, which comes from the same numbers as the ids of entities.
   *
   * @return the id, unsigned, 100 or more; 0 until the first frame came
   */
  public int playerId() {
    return session.playerId();
  }

  /**
   * Returns where the stay stands.
   *
   * @return the status
   */
  public RoomStatus status() {
    return session.status();
  }

  /**
   * Returns the tick of the newest frame.
   *
   * @return the tick, unsigned, counted from 1; 0 until the first frame came
   */
  public int tick() {
    return session.tick();
  }

  /**
   * Returns how long a tick lasts.
   *
   * @return nanoseconds, unsigned; 0 until the first frame came
   */
  public int tickNanos() {
    return session.tickNanos();
  }

  /**
   * Returns the newest input that the server has applied or dropped.
   *
   * @return its sequence, unsigned; inputs that were sent count up from 1. 0 before the first
   */
  public int ackedInput() {
    return session.ackedInput();
  }

  /**
   * Returns the state as it was made by the newest frame. Entities stand in the order of their ids. A field
   * with a step holds the count of steps; {@link Steps} reads it in the game's unit. The same object until
   * the next frame. Asked from another thread while a frame is told, it may still hold the entities
   * that the frame removes.
   *
   * @return the state
   */
  public S state() {
    return session.state();
  }

  /**
   * Says what the player wants to do. Call it as often as you like: the newest input is sent, at most one
   * a tick. While the connection is lost the newest one is kept. Ignored once the room is closed or was
   * left.
   *
   * @param input the contract's input message
   * @throws IllegalArgumentException if it is another message
   * @throws RondoException {@code too_long} when it has more than 4070 bytes
   */
  public void input(Message input) {
    contract.checkInput(input);
    if (loop.inEventLoop()) {
      session.input(input);
      acted.run();
      return;
    }
    Outgoing.inputPayload(input);
    if (newestInput.getAndSet(input) == null) {
      execute(this::takeInput);
    }
  }

  /**
   * Sends a command. Commands of one thread arrive in their order, also over a lost connection.
   *
   * @param command the contract's command message
   * @return when the server has received it; fails with a {@link RondoException}: {@code too_long} when it
   *     has more than 4074 bytes, {@code queue_full} when 32 wait to be sent, {@code closed}, or how the
   *     stay ended
   * @throws IllegalArgumentException if it is another message, or nothing in it is set
   */
  public CompletionStage<Void> send(Message command) {
    contract.checkCommand(command);
    return act(() -> session.send(command));
  }

  /**
   * Sends a command and asks for the reply, for which it waits up to 10 seconds.
   *
   * @param command the contract's command message, of a case that its reply message has too
   * @param reply the class of what that case of the reply holds
   * @param <R> the reply
   * @return what the case of the reply holds; fails as {@link #request(Message, Class, int)} says
   * @throws IllegalArgumentException if it is another message, or this command has no reply or not one of
   *     this class
   */
  public <R> CompletionStage<R> request(Message command, Class<R> reply) {
    return request(command, reply, REPLY_MILLIS);
  }

  /**
   * Sends a command and asks for the reply.
   *
   * @param command the contract's command message, of a case that its reply message has too
   * @param reply the class of what that case of the reply holds
   * @param timeoutMillis how long to wait, 1 or more
   * @param <R> the reply
   * @return what the case of the reply holds; fails with a {@link RequestFailedException} when the room
   *     refuses or does not answer in time, and like {@link #send} otherwise
   * @throws IllegalArgumentException if it is another message, this command has no reply or not one of
   *     this class, or the timeout is below 1
   */
  public <R> CompletionStage<R> request(Message command, Class<R> reply, int timeoutMillis) {
    contract.checkRequest(command, reply, timeoutMillis);
    return act(() -> session.request(command, reply, timeoutMillis));
  }

  /**
   * Sends a command with bytes that are too many for a frame. They travel in parts beside everything else,
   * and the command takes effect when all of them are there.
   *
   * @param command the contract's command message
   * @param data the bytes
   * @return when the server has received all of it; fails with a {@link RondoException}: {@code too_long}
   *     when it is longer than the room takes, {@code queue_full} when 8 wait to be sent, {@code closed},
   *     or how the stay ended; with an {@link IllegalStateException} before the room's first frame
   * @throws IllegalArgumentException if it is another message, or nothing in it is set
   */
  public CompletionStage<Void> attach(Message command, ByteString data) {
    contract.checkCommand(command);
    return act(() -> session.attach(command, data));
  }

  /**
   * Leaves for good. Commands that wait are sent first, attachments are not. While the connection is lost
   * the stay is over at once, and the server keeps the player's place until the grace period ends.
   *
   * @return how the stay ended, once it has: after 2 seconds at the latest
   */
  public CompletionStage<Closed> leave() {
    return act(session::leave);
  }

  private void takeInput() {
    Message input = newestInput.getAndSet(null);
    if (input != null) {
      session.input(input);
      acted.run();
    }
  }

  private <T> CompletionStage<T> act(Supplier<CompletionStage<T>> action) {
    if (loop.inEventLoop()) {
      return actNow(action);
    }
    CompletableFuture<T> result = new CompletableFuture<>();
    if (calls.incrementAndGet() > MOST_CALLS) {
      calls.decrementAndGet();
      result.completeExceptionally(new RondoException(
          "queue_full", MOST_CALLS + " of " + MOST_CALLS + " calls wait for the room's loop."));
      return result;
    }
    boolean accepted = execute(() -> {
      calls.decrementAndGet();
      actNow(action).whenComplete((value, failure) -> {
        if (failure != null) {
          result.completeExceptionally(failure);
        } else {
          result.complete(value);
        }
      });
    });
    if (!accepted) {
      result.completeExceptionally(new RondoException("closed", "The client is closed."));
    }
    return result;
  }

  private <T> CompletionStage<T> actNow(Supplier<CompletionStage<T>> action) {
    try {
      CompletionStage<T> result = action.get();
      acted.run();
      return result;
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private boolean execute(Runnable task) {
    try {
      loop.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false; // the client is closed, and the stay with it
    }
  }
}
