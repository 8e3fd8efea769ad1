package dev.rondo.client;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Empty;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.rondo.protocol.ContractList;
import dev.rondo.protocol.options.Options;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a room and its players tell each other, read from the contract message and checked: docs/WIRE.md
 * section 1. Make one a room type and keep it. Immutable.
 *
 * <pre>{@code
 * static final Contract<World, Event> ARENA =
 *     Contract.of(Arena.getDefaultInstance(), World.class, Event.class);
 * }</pre>
 *
 * @param <S> the contract's state message; {@link Message} for a contract without one
 * @param <E> the contract's event message; {@link Message} for a contract without one
 */
public final class Contract<S extends Message, E extends Message> {
  private final Descriptor type;
  private final String name;
  private final int version;
  private final ContractList list;
  private final Class<S> stateClass;
  private final Class<E> eventClass;
  private final @Nullable Message join;
  private final @Nullable Message input;
  private final @Nullable Message command;
  private final @Nullable Message state;
  private final @Nullable Message reply;
  private final @Nullable Parser<? extends Message> eventParser;
  private final @Nullable Parser<? extends Message> replyParser;
  private final List<CopyType> stateFields;

  private Contract(Message contract, Class<S> stateClass, Class<E> eventClass) {
    type = contract.getDescriptorForType();
    ContractRules.check(type);
    name = type.getFullName();
    version = type.getOptions().getExtension(Options.room).getVersion();
    list = ContractList.of(type);
    join = part(contract, "join");
    input = part(contract, "input");
    command = part(contract, "command");
    state = part(contract, "state");
    Message event = part(contract, "event");
    reply = part(contract, "reply");
    eventParser = event == null ? null : ValueReader.parser(event);
    replyParser = reply == null ? null : ValueReader.parser(reply);
    this.stateClass = checkClass("state", state, stateClass);
    this.eventClass = checkClass("event", event, eventClass);
    Message shown = state;
    stateFields = shown == null
        ? List.of()
        : shown.getDescriptorForType().getFields().stream()
            .map(field -> new CopyType(shown, field))
            .toList();
  }

  /**
   * Reads a contract.
   *
   * @param contract the contract message's default instance
   * @param state the class of its state; {@code Message.class} for a contract without one
   * @param event the class of its events; {@code Message.class} for a contract without one
   * @param <S> the state
   * @param <E> the events
   * @return the contract
   * @throws IllegalArgumentException if it breaks a rule of docs/WIRE.md section 1, or a class is not
   *     that of its message
   */
  public static <S extends Message, E extends Message> Contract<S, E> of(
      Message contract, Class<S> state, Class<E> event) {
    return new Contract<>(contract, state, event);
  }

  /**
   * Reads a contract for those to whom all messages are alike, such as a tool that prints them.
   *
   * @param contract the contract message's default instance
   * @return the contract
   * @throws IllegalArgumentException if it breaks a rule of docs/WIRE.md section 1
   */
  public static Contract<Message, Message> of(Message contract) {
    return new Contract<>(contract, Message.class, Message.class);
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

  /** The fields by which this contract is told from a server's. */
  ContractList list() {
    return list;
  }

  /**
   * Checks that this contract and a server's agree where both know a field.
   *
   * @param lines the server's list; none if it is the same
   * @throws RondoException {@code contract_differs}
   */
  void checkFits(List<String> lines) {
    ContractFit.check(type, list, ContractList.read(lines));
  }

  Class<S> stateClass() {
    return stateClass;
  }

  /** The fields of the state message, in their order. */
  List<CopyType> stateFields() {
    return stateFields;
  }

  Message.Builder newState() {
    return state == null ? Empty.newBuilder() : state.newBuilderForType();
  }

  Class<E> eventClass() {
    return eventClass;
  }

  /** Reads the contract's event message; null if the contract has no events. */
  @Nullable
  Parser<? extends Message> eventParser() {
    return eventParser;
  }

  /** Reads the contract's reply message; null if no command can ask. */
  @Nullable
  Parser<? extends Message> replyParser() {
    return replyParser;
  }

  /**
   * Returns what a player brings along when nothing is said.
   *
   * @return the contract's join message with nothing set, or an empty one for a contract without
   */
  Message defaultJoin() {
    return join == null ? Empty.getDefaultInstance() : join;
  }

  /**
   * Checks a message that a player brings along.
   *
   * @throws IllegalArgumentException if it is not the contract's join
   */
  void checkJoin(Message message) {
    check("join", join, message);
  }

  /**
   * Checks a message that a player sends.
   *
   * @throws IllegalArgumentException if it is not the contract's input
   */
  void checkInput(Message message) {
    check("input", input, message);
  }

  /**
   * Checks a message that a player sends.
   *
   * @throws IllegalArgumentException if it is not the contract's command, or has no case set
   */
  void checkCommand(Message message) {
    check("command", command, message);
    if (message.getAllFields().isEmpty()) {
      throw new IllegalArgumentException(
          "command: a " + message.getDescriptorForType().getFullName()
              + " with nothing set (expected: one of its cases)");
    }
  }

  /**
   * Checks a command that asks, and returns the case of the reply message that answers it.
   *
   * @param type the Java class of what the case holds
   * @throws IllegalArgumentException if it is not the contract's command, has no reply or one of another
   *     class, or is to be answered in no time
   */
  FieldDescriptor checkRequest(Message command, Class<?> type, int timeoutMillis) {
    checkCommand(command);
    if (timeoutMillis < 1) {
      throw new IllegalArgumentException(
          "timeoutMillis: " + timeoutMillis + " (expected: 1 or more)");
    }
    String kind = command.getAllFields().keySet().iterator().next().getName();
    FieldDescriptor answer =
        reply == null ? null : reply.getDescriptorForType().findFieldByName(kind);
    if (reply == null || answer == null) {
      throw new IllegalArgumentException("command: " + kind + " (expected: one that the reply of "
          + name + " has a case for, or send it without asking)");
    }
    if (!type.isInstance(reply.getField(answer))) {
      throw new IllegalArgumentException("reply: " + type.getName() + " (expected: "
          + reply.getField(answer).getClass().getName() + ", with which the room answers " + kind
          + ")");
    }
    return answer;
  }

  private void check(String part, @Nullable Message expected, Message message) {
    Descriptor type = expected == null ? null : expected.getDescriptorForType();
    if (message.getDescriptorForType() != type) {
      throw new IllegalArgumentException(part + ": a "
          + message.getDescriptorForType().getFullName() + " (expected: "
          + (type == null ? "none, " + name + " has no " + part : type.getFullName()) + ")");
    }
  }

  private <T extends Message> Class<T> checkClass(
      String part, @Nullable Message prototype, Class<T> type) {
    Class<?> expected = prototype == null ? Message.class : prototype.getClass();
    if (type != Message.class && type != expected) {
      throw new IllegalArgumentException(part + ": " + type.getName() + " (expected: "
          + expected.getName() + ", the " + part + " of " + name + ")");
    }
    return type;
  }

  private static @Nullable Message part(Message contract, String fieldName) {
    FieldDescriptor field = contract.getDescriptorForType().findFieldByName(fieldName);
    return field == null ? null : ValueReader.prototype(contract, field);
  }
}
