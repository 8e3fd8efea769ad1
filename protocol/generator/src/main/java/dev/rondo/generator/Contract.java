package dev.rondo.generator;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.rondo.protocol.options.FieldContract;
import dev.rondo.protocol.options.Options;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A message that says {@code option (rondo.room)}: the parts of what is said in a room, by their names.
 *
 * @param message the message
 */
record Contract(Descriptor message) {
  static final List<String> PARTS = List.of("join", "input", "command", "state", "event", "reply");

  /** Says whether a message is a contract. */
  static boolean isOne(Descriptor message) {
    return message.getOptions().hasExtension(Options.room);
  }

  /** What the .proto says about a field. */
  static FieldContract options(FieldDescriptor field) {
    return field.getOptions().getExtension(Options.field);
  }

  /** The type of a field in the words of a .proto. */
  static String typeName(FieldDescriptor field) {
    return field.isMapField() ? "map" : field.getType().name().toLowerCase(Locale.ROOT);
  }

  /** The field of a part, if the contract has it. */
  Optional<FieldDescriptor> field(String part) {
    return Optional.ofNullable(message.findFieldByName(part));
  }

  /** The message of a part, if the contract has it. */
  Optional<Descriptor> part(String part) {
    return field(part).map(FieldDescriptor::getMessageType);
  }

  /** The entity sets of the state, in the order of their numbers. */
  List<FieldDescriptor> sets() {
    return stateFields().stream().filter(FieldDescriptor::isRepeated).toList();
  }

  /** The singles of the state, in the order of their numbers. */
  List<FieldDescriptor> singles() {
    return stateFields().stream().filter(field -> !field.isRepeated()).toList();
  }

  /** The fields of the state, in the order of their numbers. */
  List<FieldDescriptor> stateFields() {
    return part("state")
        .map(state -> state.getFields().stream().sorted().toList())
        .orElse(List.of());
  }
}
