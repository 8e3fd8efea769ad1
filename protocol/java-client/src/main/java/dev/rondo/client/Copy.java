package dev.rondo.client;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Message;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** This client's copy of one entity or single. Fields with a step are held as counts of steps. */
final class Copy {
  private final CopyType type;
  private final int name;
  /** Which field each value is of; of a oneof it is the case. Null where nothing is set. */
  private final @Nullable Slot[] slots;

  private final @Nullable Object[] values;

  private @Nullable Message message;
  private boolean absolute;
  private boolean doubtful;

  /**
   * Makes a copy with nothing set.
   *
   * @param name an entity's id, or a single's field number
   */
  Copy(CopyType type, int name) {
    this.type = type;
    this.name = name;
    slots = new Slot[type.members()];
    values = new Object[type.members()];
  }

  CopyType type() {
    return type;
  }

  int name() {
    return name;
  }

  /** Starts again from defaults. */
  void reset() {
    Arrays.fill(slots, null); // values count with their slots only
    message = null;
  }

  /** Says whether counts of this frame replace those held. */
  void absolute(boolean is) {
    absolute = is;
  }

  /** Begins to wait for a change that shows that this one is still there. Until then it stays as it is. */
  void doubt() {
    doubtful = true;
  }

  boolean isDoubtful() {
    return doubtful;
  }

  /** What is held is of before, so it goes. */
  void endDoubt() {
    if (doubtful) {
      doubtful = false;
      reset();
    }
  }

  /** Applies one element of a frame. */
  void change(CodedInputStream in) throws IOException {
    message = null;
    endDoubt();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      Slot slot = type.slot(Wire.number(tag));
      if (slot == null || !slot.reads(Wire.type(tag))) {
        Wire.skip(in, tag);
        continue;
      }
      hold(slot, slot.read(in, Wire.type(tag), held(slot), absolute));
    }
  }

  /**
   * Applies the row of a Moves that is of this one.
   *
   * @param moved the fields; null for one whose number is skipped
   */
  void move(@Nullable Slot[] moved, MoveRows row) {
    message = null;
    endDoubt();
    for (int i = 0; i < moved.length; i++) {
      Slot slot = moved[i];
      if (slot != null) {
        hold(slot, slot.count(row.steps(i), held(slot), absolute));
      }
    }
  }

  private @Nullable Object held(Slot slot) {
    return slots[slot.member()] == slot ? values[slot.member()] : null;
  }

  private void hold(Slot slot, Object value) {
    slots[slot.member()] = slot;
    values[slot.member()] = value;
  }

  /** Shows what is held; the same object until a change. */
  Message message() {
    if (message == null) {
      Message.Builder builder = type.builder(name);
      for (int member = 0; member < slots.length; member++) {
        Slot slot = slots[member];
        Object value = values[member];
        if (slot != null && value != null) {
          slot.set(builder, value);
        }
      }
      message = builder.build();
    }
    return message;
  }

  /** Whether nothing is set. */
  boolean isEmpty() {
    for (Slot slot : slots) {
      if (slot != null) {
        return false;
      }
    }
    return true;
  }
}
