package dev.rondo.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Commands that the server has not acknowledged, in their order. Those that left before the connection was
 * lost leave again.
 *
 * <p><b>Bound:</b> 32 on their way and 32 more that wait; one too many is refused.
 */
final class Commands {
  private static final int MOST_ON_THEIR_WAY = 32;
  private static final int MOST_WAITING = 32;

  private final Requests requests;
  private final List<Given> given = new ArrayList<>();
  private int sequence;
  /** How many of the given ones left on this connection. */
  private int left;
  /** How many of the given ones left on any connection; the others wait. */
  private int leftOnce;

  private record Given(Command command, CompletableFuture<Void> received) {}

  Commands(Requests requests) {
    this.requests = requests;
  }

  /**
   * Takes a command.
   *
   * @return its sequence
   * @throws RondoException {@code queue_full}
   */
  int add(ByteString payload, boolean asks, CompletableFuture<Void> received) {
    if (given.size() - leftOnce == MOST_WAITING) {
      throw new RondoException(
          "queue_full",
          MOST_WAITING + " of " + MOST_WAITING
              + " commands wait to be sent. Send fewer, or use an input for what changes all the time.");
    }
    sequence++;
    Command.Builder command = Command.newBuilder().setSequence(sequence).setPayload(payload);
    if (asks) {
      command.setAsks(true);
    }
    given.add(new Given(command.build(), received));
    return sequence;
  }

  /** Says whether one could leave now. */
  boolean mayLeave() {
    return left < given.size() && left < MOST_ON_THEIR_WAY && !mustWaitForReplies();
  }

  /** Says whether all have left. */
  boolean allLeft() {
    return left == given.size();
  }

  /**
   * Puts those into a frame that may leave and fit.
   *
   * @param room how many bytes the frame has left
   * @return how many it has left then
   */
  int write(ClientFrame.Builder frame, int room) {
    int rest = room;
    while (mayLeave()) {
      Command next = given.get(left).command();
      int size = CodedOutputStream.computeMessageSize(ClientFrame.COMMANDS_FIELD_NUMBER, next);
      if (size > rest) {
        break;
      }
      rest -= size;
      frame.addCommands(next);
      if (left == leftOnce) {
        leftOnce++;
        requests.left(next.getSequence());
      }
      left++;
    }
    return rest;
  }

  /** The server has received all up to a sequence. */
  void acknowledged(int newest) {
    List<Given> received = given.stream()
        .limit(leftOnce)
        .filter(one -> Integer.compareUnsigned(one.command().getSequence(), newest) <= 0)
        .toList();
    given.subList(0, received.size()).clear();
    left = Math.max(0, left - received.size());
    leftOnce -= received.size();
    received.forEach(one -> one.received().complete(null));
  }

  /** On a new connection, what is not acknowledged leaves again. */
  void startAgain() {
    left = 0;
  }

  /** The stay is over. */
  void fail(RondoException error) {
    List<Given> open = List.copyOf(given);
    given.clear();
    left = 0;
    leftOnce = 0;
    open.forEach(one -> one.received().completeExceptionally(error));
  }

  /** One that leaves again counts for its reply already. */
  private boolean mustWaitForReplies() {
    return left == leftOnce && given.get(left).command().getAsks() && requests.full();
  }
}
