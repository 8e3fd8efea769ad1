package dev.rondo.room;

import com.google.protobuf.Message;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a command is answered by. Answer it in the hook or later, from another hook, a timer or what an
 * outside call came back with; the first answer counts, and what comes after it, or after the player has
 * left, goes nowhere. Without an answer it fails with {@code timeout} after {@link Limits#replyMillis}.
 *
 * <p><b>Threads:</b> the room's loop only.
 *
 * @param <R> what it is answered with
 */
public final class Request<R> {
  private final @Nullable Asked asked;
  private final Function<? super R, ? extends Message> toReply;

  private Request(@Nullable Asked asked, Function<? super R, ? extends Message> toReply) {
    this.asked = asked;
    this.toReply = toReply;
  }

  static Request<Message> of(Asked asked) {
    return new Request<>(asked, reply -> reply);
  }

  /**
   * Makes the request of a player who has not asked: what it is answered with goes nowhere.
   *
   * @param <R> what it is answered with
   * @return the request, answered already
   */
  public static <R> Request<R> none() {
    return new Request<>(null, reply -> {
      throw new IllegalStateException("nobody has asked");
    });
  }

  /**
   * Makes the same request, to be answered in another way. Called by generated code.
   *
   * @param reply makes the answer that this request takes
   * @param <T> what the other is answered with
   * @return the request
   */
  public <T> Request<T> as(Function<? super T, ? extends R> reply) {
    return new Request<>(asked, answer -> toReply.apply(reply.apply(answer)));
  }

  /**
   * Answers. The reply arrives in this tick's frame.
   *
   * @param reply what it is answered with
   * @throws IllegalArgumentException if it is not the contract's reply message, or not of the case that has the
   *     name of the command's
   */
  public void reply(R reply) {
    Objects.requireNonNull(reply, "reply");
    if (asked != null) {
      asked.reply(toReply.apply(reply));
    }
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
    if (asked != null) {
      asked.fail(code, message);
    }
  }

  /**
   * Says whether an answer would still reach the player.
   *
   * @return false once it was answered, took too long, or the player has left, and if nobody has asked
   */
  public boolean open() {
    return asked != null && asked.open();
  }
}
