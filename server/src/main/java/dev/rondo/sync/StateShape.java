package dev.rondo.sync;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import java.util.ArrayList;
import java.util.List;

/**
 * What a contract's state message is made of: entity sets and singles, as docs/WIRE.md section 1 asks.
 *
 * @param sets the entity sets
 * @param singles the singles
 */
public record StateShape(List<EntitySet> sets, List<FieldDescriptor> singles) {
  /** The lowest id that an entity or a player may have; numbers below name singles. */
  public static final int FIRST_ID = 100;

  /** The shape of a room that shows nothing. */
  public static final StateShape NONE = new StateShape(List.of(), List.of());

  private static final int FIRST_FIELD = 8;
  private static final int LAST_FIELD = 99;

  /**
   * A repeated field whose messages have an id.
   *
   * @param field the repeated field of the state message
   * @param id field 1 of its messages
   */
  public record EntitySet(FieldDescriptor field, FieldDescriptor id) {}

  /**
   * Reads and checks the shape of a state message.
   *
   * @param state the state message's descriptor
   * @return its shape
   * @throws IllegalArgumentException if a field is neither an entity set nor a single, or has a number
   *     that belongs to the frame
   */
  public static StateShape of(Descriptor state) {
    List<EntitySet> sets = new ArrayList<>();
    List<FieldDescriptor> singles = new ArrayList<>();
    for (FieldDescriptor field : state.getFields()) {
      checkNumber(field);
      if (field.getJavaType() != JavaType.MESSAGE || field.isMapField()) {
        throw wrong(
            field, "is neither an entity set nor a single; move it into a message of its own");
      }
      if (field.isRepeated()) {
        sets.add(new EntitySet(field, idOf(field)));
      } else {
        singles.add(field);
      }
    }
    return new StateShape(List.copyOf(sets), List.copyOf(singles));
  }

  private static void checkNumber(FieldDescriptor field) {
    if (field.getNumber() < FIRST_FIELD || field.getNumber() > LAST_FIELD) {
      throw wrong(
          field,
          "has number " + field.getNumber() + " (expected: " + FIRST_FIELD + " to " + LAST_FIELD
              + "); the others belong to the frame around it");
    }
  }

  private static FieldDescriptor idOf(FieldDescriptor set) {
    FieldDescriptor id = set.getMessageType().findFieldByNumber(1);
    if (id == null
        || id.isRepeated()
        || id.getType() != FieldDescriptor.Type.UINT32
        || !id.getName().equals("id")) {
      throw wrong(
          set,
          "is an entity set, so field 1 of " + set.getMessageType().getFullName()
              + " must be \"uint32 id = 1\"");
    }
    return id;
  }

  private static IllegalArgumentException wrong(FieldDescriptor field, String what) {
    return new IllegalArgumentException("state field " + field.getFullName() + " " + what);
  }
}
