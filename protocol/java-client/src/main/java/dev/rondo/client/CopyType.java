package dev.rondo.client;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One field of a state message, an entity set or a single: what its copies are made of, compiled once, so
 * that reading a frame asks no descriptor. Immutable.
 */
final class CopyType {
  static final int ID_FIELD = 1;

  private final FieldDescriptor field;
  private final Message prototype;
  private final @Nullable FieldDescriptor id;
  private final IntObjectMap<Slot> slots = new IntObjectHashMap<>();
  private final int members;

  /**
   * Compiles a field of a state message.
   *
   * @param state any message of the state's type
   */
  CopyType(Message state, FieldDescriptor field) {
    this.field = field;
    prototype = ValueReader.prototype(state, field);
    id = field.isRepeated() ? field.getMessageType().findFieldByNumber(ID_FIELD) : null;
    Map<OneofDescriptor, Integer> oneofs = new HashMap<>();
    int count = 0;
    for (FieldDescriptor part : field.getMessageType().getFields()) {
      if (part.equals(id)) {
        continue; // an entity keeps its id, whatever is reset
      }
      OneofDescriptor oneof = part.getRealContainingOneof();
      Integer shared = oneof == null ? null : oneofs.get(oneof);
      int member = shared == null ? count++ : shared;
      if (oneof != null) {
        oneofs.put(oneof, member);
      }
      slots.put(part.getNumber(), new Slot(prototype, part, member));
    }
    members = count;
  }

  /** The field of the state message. */
  FieldDescriptor field() {
    return field;
  }

  /** Whether there may be many, each with an id. */
  boolean isSet() {
    return id != null;
  }

  /** How many values a copy holds at most. */
  int members() {
    return members;
  }

  /** What is done with a field, or null when this contract does not know it. */
  @Nullable
  Slot slot(int number) {
    return slots.get(number);
  }

  /**
   * The fields of which a Moves has steps, in their order.
   *
   * @param fields bit n is the field with number n
   * @return null in the place of a field that this contract does not know, or not with a step
   */
  @Nullable
  Slot[] moved(int fields) {
    @Nullable Slot[] moved = new Slot[Integer.bitCount(fields)];
    int rest = fields;
    for (int i = 0; i < moved.length; i++) {
      Slot slot = slot(Integer.numberOfTrailingZeros(rest));
      moved[i] = slot != null && slot.counts() ? slot : null;
      rest &= rest - 1;
    }
    return moved;
  }

  /** Begins a message that shows a copy. */
  Message.Builder builder(int name) {
    Message.Builder message = prototype.newBuilderForType();
    if (id != null) {
      message.setField(id, name);
    }
    return message;
  }
}
