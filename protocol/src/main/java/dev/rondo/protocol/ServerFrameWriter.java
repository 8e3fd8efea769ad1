package dev.rondo.protocol;

import static dev.rondo.protocol.Varint.LENGTH_DELIMITED;
import static dev.rondo.protocol.Varint.VARINT;

import com.google.protobuf.MessageLite;
import dev.rondo.protocol.v1.Control;
import dev.rondo.protocol.v1.Event;
import dev.rondo.protocol.v1.ServerFrame;
import io.netty.buffer.ByteBuf;

/**
 * Writes a {@code ServerFrame} field by field. Protobuf messages concatenate, so fields may be written
 * in any order, into one buffer or into several that are sent one after the other; the room's state
 * message ({@link Messages#write}) is such a part too.
 *
 * <p><b>Threads:</b> any; the buffer is the caller's.
 *
 * <p><b>Allocation:</b> none for numbers and ids; that of protobuf-java for messages.
 */
public final class ServerFrameWriter {
  private static final int TICK = Varint.tag(ServerFrame.TICK_FIELD_NUMBER, VARINT);
  private static final int ACKED_INPUT = Varint.tag(ServerFrame.ACKED_INPUT_FIELD_NUMBER, VARINT);
  private static final int RESET = Varint.tag(ServerFrame.RESET_FIELD_NUMBER, LENGTH_DELIMITED);
  private static final int REMOVED = Varint.tag(ServerFrame.REMOVED_FIELD_NUMBER, LENGTH_DELIMITED);
  private static final int ABSOLUTE =
      Varint.tag(ServerFrame.ABSOLUTE_FIELD_NUMBER, LENGTH_DELIMITED);
  private static final int EVENTS = Varint.tag(ServerFrame.EVENTS_FIELD_NUMBER, LENGTH_DELIMITED);
  private static final int CONTROL = Varint.tag(ServerFrame.CONTROL_FIELD_NUMBER, LENGTH_DELIMITED);

  private static final int TICKS_AGO = Varint.tag(Event.TICKS_AGO_FIELD_NUMBER, VARINT);
  private static final int PAYLOAD = Varint.tag(Event.PAYLOAD_FIELD_NUMBER, LENGTH_DELIMITED);

  private ServerFrameWriter() {}

  /**
   * Writes the frame's tick.
   *
   * @param out where to
   * @param tick its number, unsigned
   */
  public static void writeTick(ByteBuf out, int tick) {
    Varint.write(out, TICK);
    Varint.write(out, tick);
  }

  /**
   * Writes the newest input that was applied or dropped.
   *
   * @param out where to
   * @param sequence its number, unsigned
   */
  public static void writeAckedInput(ByteBuf out, int sequence) {
    Varint.write(out, ACKED_INPUT);
    Varint.write(out, sequence);
  }

  /**
   * Writes the copies that start again from defaults.
   *
   * @param out where to
   * @param ids ids of entities or field numbers of singles; none writes nothing
   */
  public static void writeReset(ByteBuf out, Ids ids) {
    writePacked(out, RESET, ids);
  }

  /**
   * Writes the entities that are gone.
   *
   * @param out where to
   * @param ids their ids; none writes nothing
   */
  public static void writeRemoved(ByteBuf out, Ids ids) {
    writePacked(out, REMOVED, ids);
  }

  /**
   * Writes the copies whose counts are not differences.
   *
   * @param out where to
   * @param ids ids of entities or field numbers of singles; none writes nothing
   */
  public static void writeAbsolute(ByteBuf out, Ids ids) {
    writePacked(out, ABSOLUTE, ids);
  }

  /**
   * Writes an event.
   *
   * @param out where to
   * @param ticksAgo how many ticks before the frame's tick it happened
   * @param payload the contract's event message, in bytes
   */
  public static void writeEvent(ByteBuf out, int ticksAgo, byte[] payload) {
    int ticksAgoSize = ticksAgo == 0 ? 0 : 1 + Varint.size(ticksAgo);
    Varint.write(out, EVENTS);
    Varint.write(out, ticksAgoSize + 1 + Varint.size(payload.length) + payload.length);
    if (ticksAgo != 0) {
      Varint.write(out, TICKS_AGO);
      Varint.write(out, ticksAgo);
    }
    Varint.write(out, PAYLOAD);
    Varint.write(out, payload.length);
    out.writeBytes(payload);
  }

  /**
   * Writes what concerns the connection.
   *
   * @param out where to
   * @param control the message
   */
  public static void writeControl(ByteBuf out, Control control) {
    writeMessage(out, CONTROL, control);
  }

  private static void writeMessage(ByteBuf out, int tag, MessageLite message) {
    Varint.write(out, tag);
    Varint.write(out, message.getSerializedSize());
    Messages.write(out, message);
  }

  private static void writePacked(ByteBuf out, int tag, Ids ids) {
    if (ids.isEmpty()) {
      return;
    }
    int size = 0;
    for (int i = 0; i < ids.size(); i++) {
      size += Varint.size(ids.get(i));
    }
    Varint.write(out, tag);
    Varint.write(out, size);
    for (int i = 0; i < ids.size(); i++) {
      Varint.write(out, ids.get(i));
    }
  }
}
