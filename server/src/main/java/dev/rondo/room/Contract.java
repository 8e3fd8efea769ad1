package dev.rondo.room;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.rondo.protocol.options.Options;
import dev.rondo.sync.StateShape;
import org.jspecify.annotations.Nullable;

/**
 * A room's contract, read from the descriptor of its message and checked: docs/WIRE.md section 1.
 * Immutable.
 */
public final class Contract {
  private final Message message;
  private final String name;
  private final int version;
  private final @Nullable Incoming join;
  private final boolean hasInput;
  private final @Nullable Incoming command;
  private final @Nullable Descriptor eventType;
  private final @Nullable Descriptor replyType;

  private Contract(Message contract) {
    message = contract;
    Descriptor descriptor = contract.getDescriptorForType();
    name = descriptor.getFullName();
    version = descriptor.getOptions().getExtension(Options.room).getVersion();
    if (version == 0) {
      throw new IllegalArgumentException(
          "contract " + name + " has no version; add: option (rondo.room) = {version: 1};");
    }
    for (FieldDescriptor field : descriptor.getFields()) {
      checkField(field);
    }
    join = incoming(contract, "join");
    hasInput = descriptor.findFieldByName("input") != null;
    command = incoming(contract, "command");
    checkOneof(descriptor.findFieldByName("command"));
    checkOneof(descriptor.findFieldByName("event"));
    checkOneof(descriptor.findFieldByName("reply"));
    Descriptor state = typeOf(descriptor, "state");
    if (state != null) {
      StateShape.of(state);
    }
    eventType = typeOf(descriptor, "event");
    replyType = typeOf(descriptor, "reply");
    checkReplies(typeOf(descriptor, "command"));
  }

  /**
   * Reads a contract.
   *
   * @param contract the contract message's default instance
   * @return the contract
   * @throws IllegalArgumentException if it breaks a rule of docs/WIRE.md section 1
   */
  public static Contract of(Message contract) {
    return new Contract(contract);
  }

  /**
   * Returns the contract message, from which a client reads it too.
   *
   * @return its default instance
   */
  public Message message() {
    return message;
  }

  /**
   * Returns the contract message's full name.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * Returns the contract's version.
   *
   * @return the version, 1 or more
   */
  public int version() {
    return version;
  }

  /**
   * Returns what a player brings along.
   *
   * @return the message, or null if the contract has none
   */
  public @Nullable Incoming join() {
    return join;
  }

  boolean hasInput() {
    return hasInput;
  }

  @Nullable
  Incoming command() {
    return command;
  }

  /**
   * Checks that a room says what its clients expect to hear.
   *
   * @throws IllegalArgumentException if the message is not the contract's event
   */
  void checkEvent(Message message) {
    checkType("event", eventType, message);
  }

  /**
   * Checks that a command is answered as its client expects.
   *
   * @throws IllegalArgumentException if the message is not the contract's reply, or not of the case that
   *     has the name of the command's
   */
  void checkReply(Message command, Message reply) {
    checkType("reply", replyType, reply);
    String expected = caseOf(command);
    if (!caseOf(reply).equals(expected)) {
      throw new IllegalArgumentException("reply of contract " + name + ": case \"" + caseOf(reply)
          + "\" (expected: \"" + expected + "\", as the command)");
    }
  }

  /** Says whether a command of this kind may ask for a reply. */
  boolean isAnswered(Message command) {
    return replyType != null && replyType.findFieldByName(caseOf(command)) != null;
  }

  boolean hasReplies() {
    return replyType != null;
  }

  /** The name of the case that is set in a message that is one oneof, or nothing. */
  static String caseOf(Message message) {
    return message.getAllFields().keySet().stream()
        .map(FieldDescriptor::getName)
        .findFirst()
        .orElse("");
  }

  private void checkReplies(@Nullable Descriptor commandType) {
    if (replyType == null) {
      return;
    }
    for (FieldDescriptor answer : replyType.getFields()) {
      if (commandType == null || commandType.findFieldByName(answer.getName()) == null) {
        throw new IllegalArgumentException("contract " + name + ": reply case \"" + answer.getName()
            + "\" answers nothing (expected: the name of a case of the command)");
      }
    }
  }

  private void checkType(String field, @Nullable Descriptor expected, Message message) {
    if (message.getDescriptorForType() != expected) {
      throw new IllegalArgumentException(field + " of contract " + name + ": a "
          + message.getDescriptorForType().getFullName() + " (expected: "
          + (expected == null ? "none, the contract has no such field" : expected.getFullName())
          + ")");
    }
  }

  private static @Nullable Descriptor typeOf(Descriptor contract, String fieldName) {
    FieldDescriptor field = contract.findFieldByName(fieldName);
    return field == null ? null : field.getMessageType();
  }

  private static void checkField(FieldDescriptor field) {
    switch (field.getName()) {
      case "join", "input", "command", "state", "event", "reply" -> {
        if (field.isRepeated() || field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
          throw new IllegalArgumentException(
              "contract field " + field.getFullName() + " must be a single message");
        }
      }
      default ->
        throw new IllegalArgumentException("contract field " + field.getFullName()
            + " means nothing (expected: join, input, command, state, event or reply)");
    }
  }

  /** Both sides tell commands, events and replies by their case, so each message is one oneof, if it is there. */
  private static void checkOneof(@Nullable FieldDescriptor field) {
    if (field == null) {
      return;
    }
    Descriptor message = field.getMessageType();
    if (message.getRealOneofs().size() != 1
        || message.getRealOneofs().get(0).getFieldCount() != message.getFields().size()) {
      throw new IllegalArgumentException(field.getName() + " message " + message.getFullName()
          + " must be one oneof that holds all its fields");
    }
  }

  private static @Nullable Incoming incoming(Message contract, String fieldName) {
    FieldDescriptor field = contract.getDescriptorForType().findFieldByName(fieldName);
    return field == null ? null : new Incoming((Message) contract.getField(field));
  }
}
