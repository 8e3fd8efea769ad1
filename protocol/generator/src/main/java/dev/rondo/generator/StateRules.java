package dev.rondo.generator;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;

/** What a state message, its entity sets and its singles must be: docs/WIRE.md section 1. */
final class StateRules {
  private static final int FIRST_NUMBER = 8;
  private static final int LAST_NUMBER = 99;
  private static final int MOST_FIELDS = 62; // each is a bit of a long, of which Rondo keeps two

  private final Problems problems;

  private StateRules(Problems problems) {
    this.problems = problems;
  }

  /** Looks for all that is wrong with a state. */
  static void check(Descriptor state, Problems problems) {
    StateRules rules = new StateRules(problems);
    state.getFields().forEach(rules::checkField);
  }

  private void checkField(FieldDescriptor field) {
    int number = field.getNumber();
    if (number < FIRST_NUMBER || number > LAST_NUMBER) {
      problems.add(
          field,
          "has the number " + number + " (expected: " + FIRST_NUMBER + " to " + LAST_NUMBER
              + "; the others belong to the frame around the state). Renumber it.");
    }
    if (field.getJavaType() != JavaType.MESSAGE
        || field.isMapField()
        || field.getRealContainingOneof() != null) {
      problems.add(
          field,
          "is neither an entity set (repeated message) nor a single (message outside of a oneof). Put"
              + " it into a message of its own.");
    } else if (field.isRepeated()) {
      checkEntity(field);
    } else {
      checkCount(field.getMessageType(), 0);
    }
  }

  private void checkEntity(FieldDescriptor set) {
    Descriptor entity = set.getMessageType();
    FieldDescriptor id = entity.findFieldByNumber(1);
    boolean hasId = id != null
        && id.getName().equals("id")
        && id.getType() == FieldDescriptor.Type.UINT32
        && !id.isRepeated()
        && id.getRealContainingOneof() == null;
    if (!hasId) {
      problems.add(
          set,
          "is an entity set, and field 1 of " + entity.getFullName() + " is "
              + (id == null ? "not there" : described(id))
              + " (expected: uint32 id = 1). Number its fields from 2 on and give it the id.");
      return;
    }
    checkCount(entity, 1);
  }

  private void checkCount(Descriptor message, int ids) {
    int inOneofs = message.getRealOneofs().stream()
        .mapToInt(oneof -> oneof.getFieldCount() - 1)
        .sum();
    int count = message.getFields().size() - inOneofs - ids;
    if (count > MOST_FIELDS) {
      problems.add(
          message,
          "has " + count + " fields (expected: " + MOST_FIELDS
              + " or fewer, a oneof counting as one" + (ids > 0 ? ", without the id" : "")
              + "). Move some into a message of their own.");
    }
  }

  private static String described(FieldDescriptor field) {
    return (field.isRepeated() ? "repeated " : "") + Contract.typeName(field) + " "
        + field.getName()
        + (field.getRealContainingOneof() == null ? "" : " in a oneof");
  }
}
