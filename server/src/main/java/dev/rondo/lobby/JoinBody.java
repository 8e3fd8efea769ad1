package dev.rondo.lobby;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.rondo.room.Incoming;
import dev.rondo.room.RoomType;
import dev.rondo.room.RuleBrokenException;

/** The body of a join request: the contract's join message, in one of its two forms. */
public sealed interface JoinBody {

  /**
   * A body in protobuf's JSON form.
   *
   * @param text the JSON; blank counts as <code>{}</code>
   */
  record Json(String text) implements JoinBody {
    @Override
    public void merge(Message.Builder join) throws InvalidProtocolBufferException {
      if (!text.isBlank()) {
        JsonFormat.parser().merge(text, join);
      }
    }
  }

  /**
   * A body in protobuf's binary form.
   *
   * @param bytes the message
   */
  record Binary(ByteString bytes) implements JoinBody {
    @Override
    public void merge(Message.Builder join) throws InvalidProtocolBufferException {
      join.mergeFrom(bytes);
    }
  }

  /**
   * Reads itself into a message.
   *
   * @param join the message, empty
   * @throws InvalidProtocolBufferException if it is no such message
   */
  void merge(Message.Builder join) throws InvalidProtocolBufferException;

  /**
   * Reads the join message of a room type.
   *
   * @param type what is joined
   * @return the message, checked
   * @throws RefusedException if it is none, or a value is out of its field's bounds
   */
  default Message read(RoomType type) {
    Incoming incoming = type.contract().join();
    Message.Builder join =
        incoming == null ? Empty.newBuilder() : incoming.neutral().newBuilderForType();
    try {
      merge(join);
      Message message = join.build();
      if (incoming != null) {
        incoming.check(message);
      }
      return message;
    } catch (InvalidProtocolBufferException | RuleBrokenException e) {
      throw new RefusedException(
          RefusalReason.BAD_REQUEST,
          "The body is not the join message of " + type.contract().name() + ": "
              + shortened(String.valueOf(e.getMessage())));
    }
  }

  /** The parser repeats what it read, which may be the whole body and more. */
  private static String shortened(String text) {
    int max = 300;
    return text.length() <= max ? text : text.substring(0, max) + "…";
  }
}
