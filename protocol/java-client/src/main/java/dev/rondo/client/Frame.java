package dev.rondo.client;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.WireFormat;
import dev.rondo.protocol.Ids;
import dev.rondo.protocol.MalformedFrameException;
import dev.rondo.protocol.v1.Control;
import dev.rondo.protocol.v1.Event;
import dev.rondo.protocol.v1.ServerFrame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A server's frame taken apart, because its rules are applied in an order that its bytes need not have.
 * What concerns the state stays in bytes until it is applied.
 */
final class Frame {
  private static final int FIRST_STATE_FIELD = 8;
  private static final int LAST_STATE_FIELD = 99;
  /** A field of the state with so much added is the moves of that entity set. */
  private static final int MOVES = 100;

  private final byte[] bytes;
  private final Control.Builder control = Control.newBuilder();
  private final Ids reset = new Ids();
  private final Ids removed = new Ids();
  private final Ids absolute = new Ids();
  private final List<Event> events = new ArrayList<>();
  private boolean hasTick;
  private int tick;
  private boolean hasAckedInput;
  private int ackedInput;

  private Frame(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Takes a frame apart.
   *
   * @param message one WebSocket message; stays the caller's, indexes and all
   * @throws MalformedFrameException if its outer bytes are not those of a frame
   */
  static Frame read(ByteBuf message) {
    Frame frame = new Frame(ByteBufUtil.getBytes(message));
    try {
      frame.readFields(CodedInputStream.newInstance(frame.bytes));
    } catch (IOException e) {
      throw new MalformedFrameException(String.valueOf(e.getMessage()));
    }
    return frame;
  }

  /**
   * The tick of this frame.
   *
   * @param before that of the frame before
   * @param sendEvery how many ticks later a frame is that does not say
   */
  int tickAfter(int before, int sendEvery) {
    return hasTick ? tick : before + sendEvery;
  }

  boolean hasTick() {
    return hasTick;
  }

  int ackedInput(int before) {
    return hasAckedInput ? ackedInput : before;
  }

  Ids reset() {
    return reset;
  }

  Ids removed() {
    return removed;
  }

  Ids absolute() {
    return absolute;
  }

  List<Event> events() {
    return events;
  }

  /** Opens all of the frame, to read the state in it. */
  CodedInputStream open() {
    return CodedInputStream.newInstance(bytes);
  }

  /** Opens a part of the frame. */
  CodedInputStream open(int start, int length) {
    return CodedInputStream.newInstance(bytes, start, length);
  }

  int byteAt(int index) {
    return bytes[index];
  }

  /** The number of the state's field of which a field of a frame is an element; 0 if of none. */
  static int elementOf(int tag) {
    return stateField(tag, Wire.number(tag));
  }

  /** The number of the state's field of which a field of a frame holds moves; 0 if of none. */
  static int movesOf(int tag) {
    return stateField(tag, Wire.number(tag) - MOVES);
  }

  private static int stateField(int tag, int number) {
    return number >= FIRST_STATE_FIELD
            && number <= LAST_STATE_FIELD
            && Wire.type(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED
        ? number
        : 0;
  }

  Control.Builder control() {
    return control;
  }

  private void readFields(CodedInputStream in) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (Wire.type(tag)) {
        case WireFormat.WIRETYPE_VARINT -> readNumber(in, tag);
        case WireFormat.WIRETYPE_LENGTH_DELIMITED -> readElement(in, tag);
        default -> Wire.skip(in, tag);
      }
    }
  }

  private void readNumber(CodedInputStream in, int tag) throws IOException {
    switch (Wire.number(tag)) {
      case ServerFrame.TICK_FIELD_NUMBER -> {
        tick = in.readUInt32();
        hasTick = true;
      }
      case ServerFrame.ACKED_INPUT_FIELD_NUMBER -> {
        ackedInput = in.readUInt32();
        hasAckedInput = true;
      }
      case ServerFrame.RESET_FIELD_NUMBER -> reset.add(in.readUInt32());
      case ServerFrame.REMOVED_FIELD_NUMBER -> removed.add(in.readUInt32());
      case ServerFrame.ABSOLUTE_FIELD_NUMBER -> absolute.add(in.readUInt32());
      default -> Wire.skip(in, tag);
    }
  }

  private void readElement(CodedInputStream in, int tag) throws IOException {
    switch (Wire.number(tag)) {
      case ServerFrame.RESET_FIELD_NUMBER -> readPacked(in, reset);
      case ServerFrame.REMOVED_FIELD_NUMBER -> readPacked(in, removed);
      case ServerFrame.ABSOLUTE_FIELD_NUMBER -> readPacked(in, absolute);
      case ServerFrame.EVENTS_FIELD_NUMBER ->
        events.add(in.readMessage(Event.parser(), ExtensionRegistryLite.getEmptyRegistry()));
      case ServerFrame.CONTROL_FIELD_NUMBER ->
        in.readMessage(control, ExtensionRegistryLite.getEmptyRegistry());
      default -> Wire.skip(in, tag); // the state is read when its turn comes
    }
  }

  private static void readPacked(CodedInputStream in, Ids ids) throws IOException {
    int limit = in.pushLimit(in.readRawVarint32());
    while (in.getBytesUntilLimit() > 0) {
      ids.add(in.readUInt32());
    }
    in.popLimit(limit);
  }
}
