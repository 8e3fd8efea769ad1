package dev.rondo.room;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The two doors between a room and the world: what the room has asked for comes back, and other threads
 * come in. Both wait for the next tick, so the room's code stays on its loop and what it sees depends on
 * nothing but what came before which tick.
 *
 * <p><b>Threads:</b> the room's loop, but for {@link #enter}, which any may call.
 *
 * <p><b>Bound:</b> {@code outsideCalls} of both kinds together; one more fails at once.
 */
final class Outside {
  private final RoomHost host;
  private final Hooks hooks;
  private final ArrayDeque<Arrival> arrived = new ArrayDeque<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private boolean closed;

  /**
   * Something that has come.
   *
   * @param takeEffect at the next tick
   * @param abandon instead, if the room has ended before that
   */
  private record Arrival(Runnable takeEffect, Runnable abandon) {}

  Outside(RoomHost host, Hooks hooks) {
    this.host = host;
    this.hooks = hooks;
  }

  /** Has the room called back with what comes of a stage. */
  <T> Async call(
      CompletionStage<T> stage,
      Duration timeout,
      Consumer<? super T> onResult,
      Consumer<? super Throwable> onFailure) {
    Objects.requireNonNull(stage, "stage");
    if (timeout.isNegative()) {
      throw new IllegalArgumentException("timeout: " + timeout + " (expected: 0 or more)");
    }
    Call<T> call = new Call<>(onResult, onFailure);
    if (take()) {
      call.expire(timeout);
      stage.whenComplete(
          (result, failure) -> tell(new Arrival(() -> call.end(result, failure), () -> {})));
    } else {
      arrived.add(new Arrival(() -> call.end(null, full()), () -> {}));
    }
    return call.async;
  }

  /**
   * Has the room do something. Any thread.
   *
   * @return completes on a thread that is none of the loops'
   */
  <T> CompletionStage<T> enter(Supplier<? extends T> task) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    if (!take()) {
      answer.completeExceptionally(full());
      return answer;
    }
    tell(new Arrival(() -> run(task, answer), () -> {
      waiting.decrementAndGet();
      fail(answer, new IllegalStateException("room " + host.id() + " has ended"));
    }));
    return answer;
  }

  private <T> void run(Supplier<? extends T> task, CompletableFuture<T> answer) {
    waiting.decrementAndGet();
    hooks.call("what execute was given", null, () -> {
      try {
        T result = task.get();
        answer.completeAsync(() -> result);
      } catch (Throwable e) {
        fail(answer, e);
        throw e;
      }
    });
  }

  /** Elsewhere: what hangs on the answer may block, and must not block the loop. */
  private static void fail(CompletableFuture<?> answer, Throwable cause) {
    answer.completeAsync(() -> {
      throw new CompletionException(cause);
    });
  }

  /** Lets what has come take effect. */
  void deliver() {
    for (int due = arrived.size(); due > 0; due--) { // what comes meanwhile is for the next tick
      arrived.remove().takeEffect().run();
    }
  }

  void close() {
    closed = true;
    arrived.forEach(arrival -> arrival.abandon().run());
    arrived.clear();
  }

  private void tell(Arrival arrival) {
    try {
      host.executor().execute(() -> {
        if (closed) {
          arrival.abandon().run();
        } else {
          arrived.add(arrival);
        }
      });
    } catch (RejectedExecutionException e) { // the loop has ended, and the room with it
      arrival.abandon().run();
    }
  }

  private boolean take() {
    if (waiting.incrementAndGet() <= host.limits().outsideCalls()) {
      return true;
    }
    waiting.decrementAndGet();
    return false;
  }

  private RejectedExecutionException full() {
    return new RejectedExecutionException("All " + host.limits().outsideCalls()
        + " calls between room " + host.id() + " and the outside are under way (outsideCalls)");
  }

  /** What the room has asked for, until it knows what came of it. */
  private final class Call<T> {
    private final Consumer<? super T> onResult;
    private final Consumer<? super Throwable> onFailure;
    private final Async async = Async.waiting(this::release);
    private @Nullable RoomTimer timeout;

    Call(Consumer<? super T> onResult, Consumer<? super Throwable> onFailure) {
      this.onResult = onResult;
      this.onFailure = onFailure;
    }

    /** Fails when nothing has come of it in time. */
    void expire(Duration limit) {
      timeout = host.clock()
          .framework(
              limit, () -> end(null, new TimeoutException("No result came within " + limit)));
    }

    void end(@Nullable T result, @Nullable Throwable failure) {
      if (!async.isWaiting()) {
        return; // it was cancelled, or took too long
      }
      release();
      if (failure == null) {
        async.ended(hooks.call("what async came back with", null, () -> onResult.accept(result)));
      } else {
        async.ended(false);
        hooks.call("what async failed with", null, () -> onFailure.accept(cause(failure)));
      }
    }

    /** It no longer counts. */
    private void release() {
      if (timeout != null) {
        timeout.cancel();
        timeout = null; // its own callback may cancel it, and it counts once
        waiting.decrementAndGet();
      }
    }
  }

  /** Stages wrap what they failed with. */
  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException wrapped && wrapped.getCause() != null
        ? wrapped.getCause()
        : failure;
  }
}
