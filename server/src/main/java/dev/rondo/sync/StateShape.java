package dev.rondo.sync;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import dev.rondo.protocol.options.Options;
import dev.rondo.protocol.options.Visibility;
import java.util.ArrayList;
import java.util.List;

/**
 * What a contract's state message is made of: entity sets and singles, as docs/WIRE.md section 1 asks.
 * Immutable.
 */
public final class StateShape {
  /** The lowest id that an entity or a player may have; numbers below name singles. */
  public static final int FIRST_ID = 100;

  /** The number of the field that holds an entity's id. */
  static final int ID_FIELD = 1;

  /** The shape of a room that shows nothing. */
  static final StateShape NONE = new StateShape(List.of());

  private static final int FIRST_FIELD = 8;
  private static final int LAST_FIELD = 99;

  private final List<Part> parts;

  /**
   * A field of the state message.
   *
   * @param number its number
   * @param isSet whether it is an entity set; else a single
   * @param isOwners whether only the owner of an entity sees it
   * @param fields the fields of its messages
   */
  record Part(int number, boolean isSet, boolean isOwners, FieldTable fields) {}

  private StateShape(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * Reads and checks the shape of a state message.
   *
   * @param state the state message's descriptor
   * @return its shape
   * @throws IllegalArgumentException if a field is neither an entity set nor a single, or has a number
   *     that belongs to the frame
   */
  public static StateShape of(Descriptor state) {
    List<Part> parts = new ArrayList<>();
    for (FieldDescriptor field : state.getFields()) {
      checkNumber(field);
      if (field.getJavaType() != JavaType.MESSAGE || field.isMapField()) {
        throw wrong(
            field, "is neither an entity set nor a single; move it into a message of its own");
      }
      parts.add(field.isRepeated() ? set(field) : single(field));
    }
    return new StateShape(parts);
  }

  /** The part with this number. */
  Part part(int number) {
    return parts.stream()
        .filter(part -> part.number() == number)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the state has no field " + number));
  }

  private static Part set(FieldDescriptor field) {
    FieldDescriptor id = field.getMessageType().findFieldByNumber(ID_FIELD);
    if (id == null
        || id.isRepeated()
        || id.getType() != FieldDescriptor.Type.UINT32
        || !id.getName().equals("id")) {
      throw wrong(
          field,
          "is an entity set, so field 1 of " + field.getMessageType().getFullName()
              + " must be \"uint32 id = 1\"");
    }
    boolean isOwners = isOwners(field);
    return new Part(
        field.getNumber(), true, isOwners, FieldTable.of(field.getMessageType(), true, isOwners));
  }

  private static Part single(FieldDescriptor field) {
    FieldTable fields = FieldTable.of(field.getMessageType(), false, isOwners(field));
    if (fields.owners != 0) {
      throw wrong(field, "is a single, which has no owner; remove seen_by");
    }
    return new Part(field.getNumber(), false, false, fields);
  }

  private static boolean isOwners(FieldDescriptor field) {
    return field.getOptions().getExtension(Options.field).getSeenBy() == Visibility.OWNER;
  }

  private static void checkNumber(FieldDescriptor field) {
    if (field.getNumber() < FIRST_FIELD || field.getNumber() > LAST_FIELD) {
      throw wrong(
          field,
          "has number " + field.getNumber() + " (expected: " + FIRST_FIELD + " to " + LAST_FIELD
              + "); the others belong to the frame around it");
    }
  }

  private static IllegalArgumentException wrong(FieldDescriptor field, String what) {
    return new IllegalArgumentException("state field " + field.getFullName() + " " + what);
  }
}
