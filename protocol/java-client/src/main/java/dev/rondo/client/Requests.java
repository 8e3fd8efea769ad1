package dev.rondo.client;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.rondo.protocol.MalformedFrameException;
import dev.rondo.protocol.v1.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Commands that asked, until they are answered.
 *
 * <p>One whose time is up still counts as unanswered, because it does so for the server; only a reply that
 * may have been lost while the client was away is waited for no longer than that.
 *
 * <p><b>Bound:</b> 32 that left, and those that {@link Commands} lets wait.
 */
final class Requests {
  private static final int MOST_UNANSWERED = 32;

  private final @Nullable Parser<? extends Message> replies;
  private final Map<Integer, Request<?>> requests = new LinkedHashMap<>();
  private int unanswered;

  private static final class Request<R> {
    final FieldDescriptor answer;
    final Class<R> type;
    final CompletableFuture<R> reply;
    final long deadline;
    boolean left;
    boolean perhapsLost;

    Request(FieldDescriptor answer, Class<R> type, CompletableFuture<R> reply, long deadline) {
      this.answer = answer;
      this.type = type;
      this.reply = reply;
      this.deadline = deadline;
    }

    void complete(Message message) {
      if (message.hasField(answer)) {
        reply.complete(type.cast(message.getField(answer)));
      } else {
        fail(
            "bad_answer", "The room answered " + answer.getName() + " with another kind of reply.");
      }
    }

    void fail(String code, String message) {
      reply.completeExceptionally(new RequestFailedException(code, message));
    }
  }

  /**
   * Makes an empty one.
   *
   * @param replies reads the contract's reply message; null if it has none
   */
  Requests(@Nullable Parser<? extends Message> replies) {
    this.replies = replies;
  }

  <R> void add(
      int sequence,
      FieldDescriptor answer,
      Class<R> type,
      CompletableFuture<R> reply,
      long deadline) {
    requests.put(sequence, new Request<>(answer, type, reply, deadline));
  }

  /** Says whether so many wait for their answer that another must not leave. */
  boolean full() {
    return unanswered == MOST_UNANSWERED;
  }

  /** A command that asks has left for the first time. */
  void left(int sequence) {
    Request<?> request = requests.get(sequence);
    if (request != null) {
      request.left = true;
      unanswered++;
    }
  }

  /**
   * A reply came. One to nothing that is waited for is ignored.
   *
   * @throws MalformedFrameException if it is not the contract's
   */
  void answered(Reply reply) {
    Request<?> request = requests.get(reply.getCommand());
    if (request == null || !request.left || replies == null) {
      return;
    }
    forget(reply.getCommand());
    if (reply.hasFailure()) {
      request.fail(reply.getFailure().getCode(), reply.getFailure().getMessage());
      return;
    }
    try {
      request.complete(replies.parseFrom(reply.getPayload()));
    } catch (InvalidProtocolBufferException e) {
      throw new MalformedFrameException("a reply: " + e.getMessage());
    }
  }

  /**
   * Replies were lost while the client was away, nobody knows which.
   *
   * @param ackedCommand the newest command that the server had received
   */
  void missedSome(int ackedCommand) {
    List<Integer> given = new ArrayList<>();
    requests.forEach((sequence, request) -> {
      request.perhapsLost = Integer.compareUnsigned(sequence, ackedCommand) <= 0;
      if (request.perhapsLost && request.reply.isDone()) {
        given.add(sequence);
      }
    });
    given.forEach(this::forget);
  }

  /** Ends those whose time is up. */
  void expire(long now) {
    List<Integer> given = new ArrayList<>();
    for (Map.Entry<Integer, Request<?>> entry : List.copyOf(requests.entrySet())) {
      Request<?> request = entry.getValue();
      if (now - request.deadline >= 0 && !request.reply.isDone()) {
        if (request.perhapsLost) {
          given.add(entry.getKey());
        }
        request.fail(
            "timeout",
            "No reply to " + request.answer.getName()
                + " came in time. Nothing says whether the room took the command.");
      }
    }
    given.forEach(this::forget);
  }

  /** Returns how long until the next one's time is up, in nanoseconds. */
  long nanosUntilDue(long now) {
    long least = Long.MAX_VALUE;
    for (Request<?> request : requests.values()) {
      if (!request.reply.isDone()) {
        least = Math.min(least, Math.max(0, request.deadline - now));
      }
    }
    return least;
  }

  /** The stay is over: no reply will come. */
  void fail(RondoException error) {
    List<Request<?>> open = List.copyOf(requests.values());
    requests.clear();
    open.forEach(request -> request.reply.completeExceptionally(error));
  }

  private void forget(int sequence) {
    Request<?> request = requests.remove(sequence);
    if (request != null && request.left) {
      unanswered--;
    }
  }
}
