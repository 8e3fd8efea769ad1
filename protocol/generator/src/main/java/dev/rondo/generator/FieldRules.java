package dev.rondo.generator;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import dev.rondo.protocol.options.FieldContract;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What each field below a contract must be, at any depth: how it is encoded, and its options. */
final class FieldRules {
  private static final Set<FieldDescriptor.Type> COUNTING = EnumSet.of(
      FieldDescriptor.Type.INT32,
      FieldDescriptor.Type.SINT32,
      FieldDescriptor.Type.SFIXED32,
      FieldDescriptor.Type.UINT32,
      FieldDescriptor.Type.FIXED32);
  private static final Set<String> INCOMING = Set.of("join", "input", "command");

  private final Problems problems;
  private final Map<Descriptor, Set<String>> reached = new LinkedHashMap<>();

  private FieldRules(Problems problems) {
    this.problems = problems;
  }

  /** Looks for all that is wrong with the fields below the parts of a contract. */
  static void check(List<FieldDescriptor> parts, Problems problems) {
    FieldRules rules = new FieldRules(problems);
    for (FieldDescriptor part : parts) {
      rules.reach(part.getMessageType(), part.getName());
      if (part.getName().equals("input")) {
        part.getMessageType().getFields().forEach(rules::checkEnum);
      }
    }
    OwnerRules owners = new OwnerRules(parts, problems);
    rules.reached.forEach((message, partNames) -> {
      owners.check(message);
      for (FieldDescriptor field : message.getFields()) {
        rules.checkEncoding(field);
        rules.checkStep(field, partNames);
        rules.checkBounds(field, partNames);
      }
    });
  }

  /** Notes from which parts each message is reached; maps are passed through to their values. */
  private void reach(Descriptor message, String part) {
    if (!reached.computeIfAbsent(message, unused -> new TreeSet<>()).add(part)) {
      return;
    }
    for (FieldDescriptor field : message.getFields()) {
      FieldDescriptor value =
          field.isMapField() ? field.getMessageType().findFieldByNumber(2) : field;
      if (value.getJavaType() == JavaType.MESSAGE) {
        reach(value.getMessageType(), part);
      }
    }
  }

  private void checkEncoding(FieldDescriptor field) {
    if (field.getType() == FieldDescriptor.Type.GROUP) {
      problems.add(
          field,
          "is encoded as a group (expected: length-prefixed). Remove features.message_encoding.");
    }
    if (!field.isRepeated() && (!field.hasPresence() || field.isRequired())) {
      problems.add(
          field,
          "has " + (field.isRequired() ? "required" : "implicit")
              + " presence, so a client could not see it go back to its default (expected:"
              + " explicit). Write edition = \"2023\"; at the top of its file.");
    }
  }

  /** An input is decoded in place, where there are no unknown fields to keep a value for later. */
  private void checkEnum(FieldDescriptor field) {
    FieldDescriptor value =
        field.isMapField() ? field.getMessageType().findFieldByNumber(2) : field;
    if (value.getType() == FieldDescriptor.Type.ENUM && value.legacyEnumFieldTreatedAsClosed()) {
      problems.add(
          field,
          "is of the closed enum " + value.getEnumType().getFullName()
              + ", so what a newer client says in an input would be lost (expected: an open one)."
              + " Write edition = \"2023\"; at the top of its file.");
    }
  }

  private void checkStep(FieldDescriptor field, Set<String> parts) {
    FieldContract options = Contract.options(field);
    if (!options.hasStep()) {
      return;
    }
    double step = options.getStep();
    if (!parts.equals(Set.of("state"))) {
      problems.add(field, "has a step outside of the state. Remove the step.");
    } else if (field.isRepeated() || field.getRealContainingOneof() != null) {
      problems.add(
          field,
          "has a step in a list, map or oneof. Make it a field of its own, or remove the step.");
    } else if (!COUNTING.contains(field.getType())) {
      problems.add(
          field,
          "has a step on " + Contract.typeName(field)
              + ", which cannot count steps (expected: int32, sint32, sfixed32, uint32 or fixed32)."
              + " Change its type, or remove the step.");
    } else if (!(step > 0 && step < Double.POSITIVE_INFINITY)) {
      problems.add(field, "has the step " + step + " (expected: finite, above 0). Change it.");
    } else if (field.hasDefaultValue()) {
      problems.add(
          field,
          "has a step and a default, but counts start at 0 (expected: one of them). Remove the"
              + " default.");
    }
  }

  private void checkBounds(FieldDescriptor field, Set<String> parts) {
    FieldContract options = Contract.options(field);
    String bounds = boundsOf(options);
    if (bounds.isEmpty()) {
      return;
    }
    if (parts.stream().noneMatch(INCOMING::contains)) {
      problems.add(
          field,
          "has " + bounds
              + ", but no player sends it (expected: in join, input or command). Remove it.");
    }
    boolean text =
        field.getJavaType() == JavaType.STRING || field.getJavaType() == JavaType.BYTE_STRING;
    if (options.hasMaxBytes() && !text) {
      problems.add(
          field,
          "has max_bytes on " + Contract.typeName(field)
              + " (expected: on string or bytes). Remove it.");
    }
    if (options.hasMin() || options.hasMax()) {
      checkRange(field, options);
    }
  }

  private static String boundsOf(FieldContract options) {
    List<String> names = new ArrayList<>();
    if (options.hasMin()) {
      names.add("min");
    }
    if (options.hasMax()) {
      names.add("max");
    }
    if (options.hasMaxBytes()) {
      names.add("max_bytes");
    }
    return String.join(" and ", names);
  }

  private void checkRange(FieldDescriptor field, FieldContract options) {
    boolean number = switch (field.getJavaType()) {
      case INT, LONG, FLOAT, DOUBLE -> true;
      case BOOLEAN, STRING, BYTE_STRING, ENUM, MESSAGE -> false;
    };
    double min = options.getMin();
    double max = options.getMax();
    if (!number) {
      problems.add(
          field,
          "has min or max on " + Contract.typeName(field)
              + " (expected: on a number). Remove it"
              + (field.isMapField() ? ", or make the values messages with bounds." : "."));
    } else if (!Double.isFinite(min) || !Double.isFinite(max)) {
      problems.add(
          field,
          "has the bounds " + min + " to " + max + " (expected: finite). Leave out the one that is"
              + " none.");
    } else if (options.hasMin() && options.hasMax() && min > max) {
      problems.add(
          field, "has min " + min + " above max " + max + ", so nothing fits. Change one.");
    }
  }
}
