package dev.rondo.generator;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Descriptors.OneofDescriptor;
import dev.rondo.protocol.options.Visibility;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where {@code seen_by: OWNER} may stand: at an entity set, or at a field of its messages, as these are
 * what can be kept from others.
 */
final class OwnerRules {
  private final Set<Descriptor> states = new HashSet<>();
  private final Set<Descriptor> entities = new HashSet<>();
  private final Set<Descriptor> singles = new HashSet<>();
  private final Problems problems;

  OwnerRules(List<FieldDescriptor> parts, Problems problems) {
    this.problems = problems;
    parts.stream()
        .filter(part -> part.getName().equals("state"))
        .map(FieldDescriptor::getMessageType)
        .forEach(this::readState);
  }

  private void readState(Descriptor state) {
    states.add(state);
    state.getFields().stream()
        .filter(field -> field.getJavaType() == JavaType.MESSAGE && !field.isMapField())
        .forEach(field -> (field.isRepeated() ? entities : singles).add(field.getMessageType()));
  }

  /** Looks for all that is wrong with who sees the fields of a message. */
  void check(Descriptor message) {
    message.getFields().stream().filter(OwnerRules::isOwners).forEach(this::checkField);
    if (entities.contains(message)) {
      message.getRealOneofs().forEach(this::checkOneof);
    }
  }

  private void checkField(FieldDescriptor field) {
    Descriptor message = field.getContainingType();
    boolean single = singles.contains(message) || (states.contains(message) && !field.isRepeated());
    if (single) {
      problems.add(
          field,
          "has seen_by: OWNER, and nobody owns a single (expected: on an entity set, or on a field of"
              + " its messages). Remove it, or make it an entity of each player.");
    } else if (entities.contains(message) && field.getNumber() == 1) {
      problems.add(
          field,
          "has seen_by: OWNER, but is the id of what others see. Remove it, or write it at"
              + " the entity set.");
    } else if (!entities.contains(message) && !states.contains(message)) {
      problems.add(
          field,
          "has seen_by: OWNER, but is sent as a part of something else (expected: on an entity set, or"
              + " on a field of its messages). Remove it, or write it at the field of the entity.");
    }
  }

  private void checkOneof(OneofDescriptor oneof) {
    long owners = oneof.getFields().stream().filter(OwnerRules::isOwners).count();
    if (owners > 0 && owners < oneof.getFieldCount()) {
      problems.add(
          oneof,
          "has seen_by: OWNER at " + owners + " of " + oneof.getFieldCount()
              + " cases (expected: at all or none; they are one value). Write it at each, or remove"
              + " it.");
    }
  }

  private static boolean isOwners(FieldDescriptor field) {
    return Contract.options(field).getSeenBy() == Visibility.OWNER;
  }
}
