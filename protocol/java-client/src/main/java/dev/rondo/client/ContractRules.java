package dev.rondo.client;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import dev.rondo.protocol.options.FieldContract;
import dev.rondo.protocol.options.Options;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules that a contract keeps: docs/WIRE.md section 1. */
final class ContractRules {
  private static final List<String> PARTS =
      List.of("join", "input", "command", "state", "event", "reply");
  private static final Set<FieldDescriptor.Type> COUNTING = EnumSet.of(
      FieldDescriptor.Type.INT32,
      FieldDescriptor.Type.SINT32,
      FieldDescriptor.Type.SFIXED32,
      FieldDescriptor.Type.UINT32,
      FieldDescriptor.Type.FIXED32);
  private static final int FIRST_STATE_FIELD = 8;
  private static final int LAST_STATE_FIELD = 99;

  private ContractRules() {}

  /**
   * Checks a contract.
   *
   * @throws IllegalArgumentException if it breaks a rule: which field, and what is wrong with it
   */
  static void check(Descriptor contract) {
    if (contract.getOptions().getExtension(Options.room).getVersion() == 0) {
      throw new IllegalArgumentException("contract " + contract.getFullName()
          + " has no version; add: option (rondo.room) = {version: 1};");
    }
    for (FieldDescriptor part : contract.getFields()) {
      if (!PARTS.contains(part.getName())) {
        throw wrong(part, "is no part of a contract (expected: " + String.join(", ", PARTS) + ")");
      }
      if (part.isRepeated() || part.getJavaType() != JavaType.MESSAGE) {
        throw wrong(part, "must be a single message");
      }
      switch (part.getName()) {
        case "command", "event", "reply" -> checkOneof(part);
        case "state" -> checkState(part.getMessageType());
        default -> {} // any message will do
      }
      checkFields(part.getMessageType(), part.getName().equals("state"), new HashSet<>());
    }
    checkReplies(contract);
  }

  /** Both sides tell commands, events and replies by their case. */
  private static void checkOneof(FieldDescriptor part) {
    Descriptor message = part.getMessageType();
    if (message.getRealOneofs().size() != 1
        || message.getRealOneofs().get(0).getFieldCount() != message.getFields().size()) {
      throw wrong(
          part,
          "must be a message of one oneof that holds all its fields, which " + message.getFullName()
              + " is not");
    }
  }

  private static void checkReplies(Descriptor contract) {
    FieldDescriptor reply = contract.findFieldByName("reply");
    FieldDescriptor command = contract.findFieldByName("command");
    if (reply == null) {
      return;
    }
    for (FieldDescriptor answer : reply.getMessageType().getFields()) {
      if (command == null || command.getMessageType().findFieldByName(answer.getName()) == null) {
        throw wrong(answer, "answers no command: none has this name");
      }
    }
  }

  private static void checkState(Descriptor state) {
    for (FieldDescriptor field : state.getFields()) {
      if (field.getNumber() < FIRST_STATE_FIELD || field.getNumber() > LAST_STATE_FIELD) {
        throw wrong(
            field,
            "has number " + field.getNumber() + " (expected: " + FIRST_STATE_FIELD + " to "
                + LAST_STATE_FIELD + "; the others belong to the frame around the state)");
      }
      if (field.getJavaType() != JavaType.MESSAGE
          || field.isMapField()
          || field.getRealContainingOneof() != null) {
        throw wrong(
            field, "is neither an entity set nor a single; move it into a message of its own");
      }
      if (field.isRepeated()) {
        checkId(field);
      }
    }
  }

  private static void checkId(FieldDescriptor set) {
    FieldDescriptor id = set.getMessageType().findFieldByNumber(1);
    if (id == null
        || id.isRepeated()
        || id.getType() != FieldDescriptor.Type.UINT32
        || !id.getName().equals("id")
        || id.getRealContainingOneof() != null) {
      throw wrong(
          set,
          "is an entity set, so field 1 of " + set.getMessageType().getFullName()
              + " must be \"uint32 id = 1\"");
    }
  }

  private static void checkFields(Descriptor message, boolean isState, Set<Descriptor> seen) {
    if (!seen.add(message)) {
      return;
    }
    for (FieldDescriptor field : message.getFields()) {
      if (field.getType() == FieldDescriptor.Type.GROUP) {
        throw wrong(field, "is encoded as a group; remove features.message_encoding");
      }
      if (!field.isRepeated() && (!field.hasPresence() || field.isRequired())) {
        throw wrong(
            field,
            "does not have explicit presence, so a client could not see it go back to its default;"
                + " write edition = \"2023\" at the top of its file");
      }
      checkStep(field, isState);
      if (field.getJavaType() == JavaType.MESSAGE) {
        checkFields(field.getMessageType(), isState, seen);
      }
    }
  }

  private static void checkStep(FieldDescriptor field, boolean isState) {
    FieldContract option = field.getOptions().getExtension(Options.field);
    if (!option.hasStep()) {
      return;
    }
    if (!isState || field.isRepeated() || field.getRealContainingOneof() != null) {
      throw wrong(
          field, "has a step, which only a field of a state may have, and no list, map or oneof");
    }
    if (!COUNTING.contains(field.getType())) {
      throw wrong(field, "has a step (expected: on int32, sint32, sfixed32, uint32 or fixed32)");
    }
    if (!(option.getStep() > 0 && option.getStep() < Double.POSITIVE_INFINITY)) {
      throw wrong(field, "has step " + option.getStep() + " (expected: finite, above 0)");
    }
  }

  private static IllegalArgumentException wrong(FieldDescriptor field, String what) {
    return new IllegalArgumentException("contract field " + field.getFullName() + " " + what);
  }
}
