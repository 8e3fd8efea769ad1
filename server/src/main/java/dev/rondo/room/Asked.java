package dev.rondo.room;

import com.google.protobuf.Message;
import dev.rondo.protocol.v1.Failure;
import dev.rondo.protocol.v1.Reply;
import java.time.Duration;

/**
 * A command that waits for its reply. The first answer counts, and what comes after it, or after the player has
 * left, goes nowhere.
 *
 * <p><b>Threads:</b> the room's loop only.
 */
final class Asked {
  static final String TIMEOUT = "timeout";
  static final String INVALID = "invalid";
  static final String FAILED = "failed";

  private final RoomHost host;
  private final Session session;
  private final Spoken command;
  private final RoomTimer timeout;
  private boolean open = true;

  Asked(RoomHost host, Session session, Spoken command) {
    this.host = host;
    this.session = session;
    this.command = command;
    int millis = host.limits().replyMillis();
    timeout = host.clock()
        .framework(
            Duration.ofMillis(millis),
            () -> fail(TIMEOUT, "The room did not answer within " + millis + " ms (replyMillis)"));
  }

  void reply(Message reply) {
    host.contract().checkReply(command.command(), reply);
    answer(Reply.newBuilder().setPayload(reply.toByteString()));
  }

  void fail(String code, String message) {
    answer(Reply.newBuilder().setFailure(Failure.newBuilder().setCode(code).setMessage(message)));
  }

  boolean open() {
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
      reply.setCommand(command.sequence());
      session.feed().say(Notice.reply(host.tick().number(), reply.build()));
    }
  }
}
