package dev.rondo.room;

import com.google.protobuf.Message;
import dev.rondo.protocol.MalformedFrameException;
import dev.rondo.protocol.Messages;
import io.netty.buffer.ByteBuf;

/** One kind of message that clients send: how it is read, and what it must keep to. */
public final class Incoming {
  private final Message neutral;
  private final FieldBounds bounds;

  Incoming(Message neutral) {
    this.neutral = neutral;
    this.bounds = new FieldBounds(neutral.getDescriptorForType());
  }

  /**
   * Returns the message with nothing set.
   *
   * @return the default instance
   */
  public Message neutral() {
    return neutral;
  }

  /**
   * Checks a message that was read in another way.
   *
   * @param message the message
   * @throws RuleBrokenException if a value is out of its field's bounds
   */
  public void check(Message message) {
    bounds.check(message);
  }

  /**
   * Reads and checks a message.
   *
   * @throws MalformedFrameException if the bytes are no such message
   * @throws RuleBrokenException if a value is out of its field's bounds
   */
  Message read(ByteBuf payload) {
    Message message = Messages.read(payload, neutral.getParserForType());
    bounds.check(message);
    return message;
  }

  /**
   * Reads and checks a command, whose oneof must be set, if only to a case of a newer contract.
   *
   * @throws MalformedFrameException if the bytes are no such message
   * @throws RuleBrokenException if a value is out of its field's bounds, or nothing is set
   */
  Message readCommand(ByteBuf payload) {
    Message command = read(payload);
    if (!isKnown(command) && command.getUnknownFields().asMap().isEmpty()) {
      throw new RuleBrokenException("A command came with nothing set");
    }
    return command;
  }

  /** Says whether a command is of a case that this contract has. */
  static boolean isKnown(Message command) {
    return !command.getAllFields().isEmpty();
  }
}
