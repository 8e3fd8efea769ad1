package dev.rondo.room;

import com.google.protobuf.Message;
import dev.rondo.protocol.v1.Failure;
import dev.rondo.protocol.v1.Reply;
import java.time.Duration;
import java.util.Objects;

/**
 * A command that waits for its reply. Answer it in the hook or later, from another hook, a timer or what
 * an outside call came back with; the first answer counts, and what comes after it, or after the player
 * has left, goes nowhere. Without an answer it fails with {@code timeout} after
 * {@link Limits#replyMillis}.
 *
 * <p><b>Threads:</b> the room's loop only.
 */
public final class Request {
  static final String TIMEOUT = "timeout";
  static final String INVALID = "invalid";
  static final String FAILED = "failed";

  private final RoomHost host;
  private final Session session;
  private final Spoken asked;
  private final RoomTimer timeout;
  private boolean open = true;

  Request(RoomHost host, Session session, Spoken asked) {
    this.host = host;
    this.session = session;
    this.asked = asked;
    int millis = host.limits().replyMillis();
    timeout = host.clock()
        .framework(
            Duration.ofMillis(millis),
            () -> fail(TIMEOUT, "The room did not answer within " + millis + " ms (replyMillis)"));
  }

  /**
   * Answers. The reply arrives in this tick's frame.
   *
   * @param reply the contract's reply message, of the case that has the name of the command's
   * @throws IllegalArgumentException if it is another message or case
   */
  public void reply(Message reply) {
    host.contract().checkReply(asked.command(), reply);
    answer(Reply.newBuilder().setPayload(reply.toByteString()));
  }

  /**
   * Says that it could not be done.
   *
   * @param code for the client's code to switch on: the game's own word, such as {@code too_expensive}
   * @param message one sentence, for whom the game likes
   */
  public void fail(String code, String message) {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(message, "message");
    answer(Reply.newBuilder().setFailure(Failure.newBuilder().setCode(code).setMessage(message)));
  }

  /**
   * Says whether an answer would still reach the player.
   *
   * @return false once it was answered, took too long, or the player has left
   */
  public boolean open() {
    return open && session.departure() == null;
  }

  private void answer(Reply.Builder reply) {
    if (!open) {
      return;
    }
    open = false;
    timeout.cancel();
    session.answered();
    if (session.departure() == null) {
      reply.setCommand(asked.sequence());
      session.feed().say(Notice.reply(host.tick().number(), reply.build()));
    }
  }
}
