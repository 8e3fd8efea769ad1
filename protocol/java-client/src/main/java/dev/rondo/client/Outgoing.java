package dev.rondo.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.rondo.protocol.v1.Control;
import dev.rondo.protocol.v1.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * All that a player sends, from the call to the server's acknowledgement: what waits and leaves again
 * ({@link Commands}, {@link Uploads}), what is answered ({@link Requests}), and when frames leave
 * ({@link Outbox}).
 */
final class Outgoing {
  private final Requests requests;
  private final Commands commands;
  private final Uploads uploads = new Uploads();
  private final Outbox outbox;

  Outgoing(Contract<?, ?> contract, Times times) {
    requests = new Requests(contract.replyParser());
    commands = new Commands(requests);
    outbox = new Outbox(times, commands, uploads);
  }

  /** The frames of a stay. */
  Outbox outbox() {
    return outbox;
  }

  // From the player, checked. What is too long or too much is refused with a RondoException.

  void input(Message input, int seenTick) {
    outbox.input(inputPayload(input), seenTick);
  }

  CompletionStage<Void> send(Message command) {
    CompletableFuture<Void> received = new CompletableFuture<>();
    commands.add(payload("The command", command, Outbox.LONGEST_COMMAND), false, received);
    return received;
  }

  <R> CompletionStage<R> request(
      Message command, FieldDescriptor answer, Class<R> reply, long deadline) {
    CompletableFuture<R> answered = new CompletableFuture<>();
    ByteString payload = payload("The command", command, Outbox.LONGEST_COMMAND);
    int sequence = commands.add(payload, true, new CompletableFuture<>());
    requests.add(sequence, answer, reply, answered, deadline);
    return answered;
  }

  /**
   * Takes an attachment.
   *
   * @param longest how many bytes it may have, unsigned
   */
  CompletionStage<Void> attach(Message command, ByteString data, int longest) {
    ByteString payload = payload("The command", command, Outbox.LONGEST_COMMAND_OF_ATTACHMENT);
    if (Integer.compareUnsigned(data.size(), longest) > 0) {
      throw new RondoException(
          "too_long",
          "The attachment has " + data.size()
              + " bytes (expected: " + Integer.toUnsignedString(longest)
              + " or fewer, as this room says). Send less.");
    }
    CompletableFuture<Void> received = new CompletableFuture<>();
    uploads.add(payload, data, received);
    return received;
  }

  // From the server.

  void acknowledge(int input, Control.Builder control) {
    outbox.acknowledgedInput(input);
    if (control.hasAckedCommand()) {
      commands.acknowledged(control.getAckedCommand());
    }
    if (control.hasAckedPart()) {
      uploads.acknowledged(control.getAckedPart());
    }
  }

  void answered(Reply reply) {
    requests.answered(reply);
  }

  /** Replies were lost while the client was away, of commands up to one that the server had received. */
  void missedReplies(int ackedCommand) {
    requests.missedSome(ackedCommand);
  }

  // From the clock, and at the end.

  void expire(long now) {
    requests.expire(now);
  }

  long nanosUntilDue(long now) {
    return Math.min(outbox.nanosUntilDue(now), requests.nanosUntilDue(now));
  }

  /** The stay is over. */
  void fail(RondoException error) {
    outbox.close();
    commands.fail(error);
    requests.fail(error);
    uploads.fail(error);
  }

  /** Refuses an input that is too long. */
  static ByteString inputPayload(Message input) {
    return payload("The input", input, Outbox.LONGEST_INPUT);
  }

  private static ByteString payload(String what, Message message, int longest) {
    ByteString payload = message.toByteString();
    if (payload.size() > longest) {
      throw new RondoException(
          "too_long",
          what + " has " + payload.size() + " bytes (expected: " + longest
              + " or fewer). Send less at once, or attach it.");
    }
    return payload;
  }
}
