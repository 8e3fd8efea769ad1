package dev.rondo.net;

import dev.rondo.lobby.RefusalReason;
import dev.rondo.lobby.RefusedException;
import dev.rondo.room.Limits;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The game's own HTTP paths, and the threads that answer them.
 *
 * <p><b>Threads:</b> any.
 *
 * <p><b>Bound:</b> {@code httpThreads} at work and {@code httpQueue} waiting; one more is refused.
 */
final class Endpoints {
  private static final Logger log = LoggerFactory.getLogger(Endpoints.class);
  private static final int IDLE_SECONDS = 30;

  /** Longest first, so that the path that says most is found first. */
  private final Map<String, HttpEndpoint> endpoints = new TreeMap<>(
      Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

  private final ThreadPoolExecutor threads;

  Endpoints(Map<String, HttpEndpoint> endpoints, Limits limits) {
    this.endpoints.putAll(endpoints);
    threads = new ThreadPoolExecutor(
        limits.httpThreads(),
        limits.httpThreads(),
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(limits.httpQueue()),
        new DefaultThreadFactory("rondo-http", true));
    threads.allowCoreThreadTimeOut(true);
  }

  /** Finds who answers a path: its own or one above it. */
  @Nullable
  HttpEndpoint find(String path) {
    for (Map.Entry<String, HttpEndpoint> entry : endpoints.entrySet()) {
      if (path.equals(entry.getKey()) || path.startsWith(entry.getKey() + "/")) {
        return entry.getValue();
      }
    }
    return null;
  }

  /**
   * Has a request answered.
   *
   * @return the answer; fails with a {@link RefusedException} if the game's code threw
   * @throws RefusedException if too many wait
   */
  CompletionStage<HttpReply> answer(HttpEndpoint endpoint, HttpQuery query) {
    try {
      return CompletableFuture.supplyAsync(() -> call(endpoint, query), threads);
    } catch (RejectedExecutionException e) {
      throw new RefusedException(
          RefusalReason.SERVER_BUSY,
          "All " + threads.getMaximumPoolSize()
              + " threads (httpThreads) are at work, and as many requests wait as may"
              + " (httpQueue). Try again in a moment.",
          1_000);
    }
  }

  private static HttpReply call(HttpEndpoint endpoint, HttpQuery query) {
    try {
      return Objects.requireNonNull(endpoint.answer(query), "the endpoint's reply");
    } catch (Throwable e) { // the game's; it must not take the thread along
      log.error("{} {} was answered 500: the game's code threw", query.method(), query.path(), e);
      throw new RefusedException(
          RefusalReason.ENDPOINT_FAILED, "The game's code failed; see the server's log.");
    }
  }

  /** Ends the threads; what is at work is interrupted. */
  void close() {
    threads.shutdownNow();
  }
}
