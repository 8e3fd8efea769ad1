package dev.rondo.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.rondo.protocol.Ids;
import dev.rondo.protocol.MalformedFrameException;
import dev.rondo.protocol.v1.Moves;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * This client's copy of a room's state, and the rules by which frames change it: docs/WIRE.md section
 * 3.3.
 *
 * <p><b>Threads:</b> one applies frames; any may ask for the state, so each method holds the copy's lock.
 *
 * <p><b>Bound:</b> as large as the room's state, which is the server's to bound.
 */
final class StateCopy<S extends Message> {
  /** Entities have ids from here on; lower ones name singles by their field number. */
  private static final int FIRST_ID = 100;

  /** Field 1, a varint. */
  private static final int ID_TAG = 1 << 3;

  private final Contract<S, ?> contract;
  /** Entities by id, singles by field number: frames name both with one number. */
  private final IntObjectMap<Copy> held = new IntObjectHashMap<>();

  private final IntObjectMap<Field> fields = new IntObjectHashMap<>();
  private @Nullable S state;

  /** A field of the state and its copies in the order of their ids, which are unsigned. */
  private record Field(CopyType type, TreeMap<Integer, Copy> copies) {}

  StateCopy(Contract<S, ?> contract) {
    this.contract = contract;
    for (CopyType type : contract.stateFields()) {
      int number = type.field().getNumber();
      Field field = new Field(type, new TreeMap<>(Integer::compareUnsigned));
      fields.put(number, field);
      if (!type.isSet()) {
        hold(field, number);
      }
    }
  }

  /**
   * Applies what comes before the events of a frame: resets, then changes.
   *
   * @throws MalformedFrameException if an element is not what the contract says; the copy is then spoilt
   */
  synchronized void change(Frame frame) {
    state = null;
    if (frame.control().getWelcome().getResumed()) {
      held.values().forEach(Copy::doubt);
    }
    for (int i = 0; i < frame.reset().size(); i++) {
      Copy copy = held.get(frame.reset().get(i));
      if (copy != null) {
        copy.reset();
      }
    }
    markAbsolute(frame.absolute(), true);
    try {
      CodedInputStream in = frame.open();
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        Field field = fields.get(Frame.elementOf(tag));
        Field moved = fields.get(Frame.movesOf(tag));
        if (field != null) {
          apply(frame, field, in);
        } else if (moved != null && moved.type().isSet()) {
          move(moved, in.readMessage(Moves.parser(), ExtensionRegistryLite.getEmptyRegistry()));
        } else { // none of the state, or of a newer contract
          Wire.skip(in, tag);
        }
      }
    } catch (IOException e) {
      throw new MalformedFrameException(String.valueOf(e.getMessage()));
    }
    markAbsolute(frame.absolute(), false);
  }

  /** Applies what comes after the events of a frame: entities that are gone, and what nothing has named. */
  synchronized void remove(Frame frame) {
    for (int i = 0; i < frame.removed().size(); i++) {
      remove(frame.removed().get(i));
    }
    if (frame.control().hasReady()) {
      List<Copy> doubtful = held.values().stream().filter(Copy::isDoubtful).toList();
      doubtful.forEach(copy -> {
        state = null;
        copy.endDoubt();
        remove(copy.name());
      });
    }
  }

  /**
   * Returns the state as the contract's state message. Entities stand in the order of their ids; fields
   * with a step hold their counts; a single of which nothing is set is not set. The same object until the
   * next frame, with the same entities as before where they did not change.
   */
  synchronized S state() {
    if (state == null) {
      Message.Builder message = contract.newState();
      for (Field field : fields.values()) {
        for (Copy copy : field.copies().values()) {
          if (field.type().isSet()) {
            message.addRepeatedField(field.type().field(), copy.message());
          } else if (!copy.isEmpty()) {
            message.setField(field.type().field(), copy.message());
          }
        }
      }
      state = contract.stateClass().cast(message.build());
    }
    return state;
  }

  /**
   * Compares this copy with what it should hold after a frame.
   *
   * @param held the contract's state message
   * @return the first difference, or null if there is none
   * @throws MalformedFrameException if it is no such message
   */
  @Nullable
  Difference compare(ByteString held) {
    S own = state();
    try {
      return Comparison.between(own, ValueReader.parser(own).parseFrom(held));
    } catch (InvalidProtocolBufferException e) {
      throw new MalformedFrameException("what should be held: " + e.getMessage());
    }
  }

  private void apply(Frame frame, Field field, CodedInputStream in) throws IOException {
    int length = in.readRawVarint32();
    int limit = in.pushLimit(length);
    int name = field.type().field().getNumber();
    if (field.type().isSet()) {
      name = readId(frame, in, length);
      checkId(field.type(), name);
    }
    Copy copy = find(field, name);
    if (copy == null) {
      copy = hold(field, name);
    }
    copy.change(in);
    in.popLimit(limit);
  }

  private void move(Field set, Moves moves) {
    MoveRows rows = new MoveRows(set.type().field().getName(), moves);
    @Nullable Slot[] moved = set.type().moved(moves.getFields());
    while (rows.next()) {
      Copy copy = find(set, rows.id());
      if (copy != null) {
        copy.move(moved, rows);
      }
    }
  }

  private @Nullable Copy find(Field field, int name) {
    Copy copy = held.get(name);
    if (copy != null && copy.type() != field.type()) {
      throw new MalformedFrameException("id " + Integer.toUnsignedString(name) + " is in "
          + copy.type().field().getName() + " and in " + field.type().field().getName());
    }
    return copy;
  }

  private Copy hold(Field field, int name) {
    Copy copy = new Copy(field.type(), name);
    held.put(name, copy);
    field.copies().put(name, copy);
    return copy;
  }

  /** A single that is named stays: only entities can be gone. */
  private void remove(int name) {
    Copy copy = held.get(name);
    if (copy != null && copy.type().isSet()) {
      state = null;
      held.remove(name);
      Field field = fields.get(copy.type().field().getNumber());
      if (field != null) {
        field.copies().remove(name);
      }
    }
  }

  private void markAbsolute(Ids names, boolean is) {
    for (int i = 0; i < names.size(); i++) {
      Copy copy = held.get(names.get(i));
      if (copy
          != null) { // one that comes with this frame starts from 0, so it is all the same there
        copy.absolute(is);
      }
    }
  }

  /** Reads the id of an element, which writers put first; 0 if it has none. */
  private static int readId(Frame frame, CodedInputStream in, int length) throws IOException {
    int start = in.getTotalBytesRead();
    if (length > 0 && frame.byteAt(start) == ID_TAG) {
      in.readTag();
      return in.readUInt32();
    }
    CodedInputStream element = frame.open(start, length);
    for (int tag = element.readTag(); tag != 0; tag = element.readTag()) {
      if (tag == ID_TAG) {
        return element.readUInt32();
      }
      Wire.skip(element, tag);
    }
    return 0;
  }

  private static void checkId(CopyType set, int id) {
    if (Integer.compareUnsigned(id, FIRST_ID) < 0) {
      throw new MalformedFrameException("an element of " + set.field().getName() + " has id "
          + Integer.toUnsignedString(id) + " (expected: 100 or more)");
    }
  }
}
