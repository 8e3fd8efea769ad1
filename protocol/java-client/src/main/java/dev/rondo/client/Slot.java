package dev.rondo.client;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.WireFormat;
import dev.rondo.protocol.options.Options;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is done with one field of a copy: how its values are read, and how a new one meets the one held.
 */
final class Slot {
  /** The ways in which a new value meets the one held. */
  private enum Kind {
    REPLACES,
    COUNTS,
    APPENDS,
    PUTS
  }

  private final FieldDescriptor field;
  private final int member;
  private final Kind kind;
  private final int wireType;
  private final ValueReader reader;
  private final @Nullable FieldDescriptor mapKey;

  /**
   * Makes a slot.
   *
   * @param owner any message of the type that has the field
   * @param member the field's place in a copy, shared by the cases of a oneof
   */
  Slot(Message owner, FieldDescriptor field, int member) {
    this.field = field;
    this.member = member;
    kind = kindOf(field);
    wireType = field.getLiteType().getWireType();
    reader = ValueReader.of(owner, field);
    mapKey = field.isMapField() ? field.getMessageType().findFieldByNumber(1) : null;
  }

  FieldDescriptor field() {
    return field;
  }

  int member() {
    return member;
  }

  /** Says whether this slot holds a count of steps. */
  boolean counts() {
    return kind == Kind.COUNTS;
  }

  /** Says whether this slot reads values of a wire type; a value of another is that of an unknown field. */
  boolean reads(int valueWireType) {
    return valueWireType == wireType || isPacked(valueWireType);
  }

  /**
   * Reads a value and returns what is held from then on.
   *
   * @param held what this slot holds, or null when it is not set
   * @param absolute whether a count replaces the one held
   */
  Object read(CodedInputStream in, int valueWireType, @Nullable Object held, boolean absolute)
      throws IOException {
    return switch (kind) {
      case REPLACES -> reader.read(in);
      case COUNTS -> count((Integer) reader.read(in), held, absolute);
      case APPENDS -> append(in, valueWireType, held);
      case PUTS -> put(in, held);
    };
  }

  /** Sets what is held in a message that is built. */
  void set(Message.Builder message, Object held) {
    message.setField(
        field, kind == Kind.PUTS ? new ArrayList<>(((Map<?, ?>) held).values()) : held);
  }

  /**
   * Counts steps and returns what is held from then on, for a slot that {@link #counts}. Modulo 2^32, which
   * is how Java adds; whether the sum is signed is for who shows it.
   *
   * @param held what this slot holds, or null when it is not set
   * @param absolute whether the steps replace those held
   */
  Object count(int steps, @Nullable Object held, boolean absolute) {
    return held == null || absolute ? steps : (Integer) held + steps;
  }

  private Object append(CodedInputStream in, int valueWireType, @Nullable Object held)
      throws IOException {
    @SuppressWarnings("unchecked") // this slot made it
    List<Object> list = held == null ? new ArrayList<>() : (List<Object>) held;
    if (isPacked(valueWireType)) {
      int limit = in.pushLimit(in.readRawVarint32());
      while (in.getBytesUntilLimit() > 0) {
        list.add(reader.read(in));
      }
      in.popLimit(limit);
    } else {
      list.add(reader.read(in));
    }
    return list;
  }

  private Object put(CodedInputStream in, @Nullable Object held) throws IOException {
    @SuppressWarnings("unchecked") // this slot made it
    Map<Object, Message> map = held == null ? new LinkedHashMap<>() : (Map<Object, Message>) held;
    Message entry = (Message) reader.read(in);
    map.put(entry.getField(mapKey), entry);
    return map;
  }

  private boolean isPacked(int valueWireType) {
    return valueWireType == WireFormat.WIRETYPE_LENGTH_DELIMITED
        && kind == Kind.APPENDS
        && field.isPackable();
  }

  private static Kind kindOf(FieldDescriptor field) {
    if (field.isMapField()) {
      return Kind.PUTS;
    }
    if (field.isRepeated()) {
      return Kind.APPENDS;
    }
    return field.getOptions().getExtension(Options.field).hasStep() ? Kind.COUNTS : Kind.REPLACES;
  }
}
