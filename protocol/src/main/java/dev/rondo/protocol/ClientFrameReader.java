package dev.rondo.protocol;

import static dev.rondo.protocol.Varint.LENGTH_DELIMITED;
import static dev.rondo.protocol.Varint.VARINT;

import com.google.protobuf.Parser;
import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Command;
import dev.rondo.protocol.v1.Desync;
import dev.rondo.protocol.v1.Input;
import dev.rondo.protocol.v1.Part;
import io.netty.buffer.ByteBuf;

/**
 * Reads a {@code ClientFrame} in place.
 *
 * <p><b>Threads:</b> any; the buffer is the caller's.
 *
 * <p><b>Allocation:</b> none, but for parts of attachments and desyncs, which are parsed and copied. A
 * payload is handed over as a window on the frame's own buffer: reader and writer index are moved around it
 * for the call, and moved back.
 */
public final class ClientFrameReader {
  private static final int APPLIED = Varint.tag(ClientFrame.APPLIED_FIELD_NUMBER, VARINT);
  private static final int INPUTS = Varint.tag(ClientFrame.INPUTS_FIELD_NUMBER, LENGTH_DELIMITED);
  private static final int COMMANDS =
      Varint.tag(ClientFrame.COMMANDS_FIELD_NUMBER, LENGTH_DELIMITED);
  private static final int LEAVE = Varint.tag(ClientFrame.LEAVE_FIELD_NUMBER, LENGTH_DELIMITED);
  private static final int PART = Varint.tag(ClientFrame.PART_FIELD_NUMBER, LENGTH_DELIMITED);
  private static final int DESYNC = Varint.tag(ClientFrame.DESYNC_FIELD_NUMBER, LENGTH_DELIMITED);

  /** Of inputs and of commands. */
  private static final int SEQUENCE = Varint.tag(Input.SEQUENCE_FIELD_NUMBER, VARINT);

  private static final int SEEN_TICK = Varint.tag(Input.SEEN_TICK_FIELD_NUMBER, VARINT);
  private static final int INPUT_PAYLOAD = Varint.tag(Input.PAYLOAD_FIELD_NUMBER, LENGTH_DELIMITED);

  private static final int ASKS = Varint.tag(Command.ASKS_FIELD_NUMBER, VARINT);
  private static final int COMMAND_PAYLOAD =
      Varint.tag(Command.PAYLOAD_FIELD_NUMBER, LENGTH_DELIMITED);

  /** How much of what a desync holds is handed over. */
  private static final int HELD_CHARS = 100;

  private ClientFrameReader() {}

  /**
   * Reads one frame, to the end of the buffer. Unknown fields are skipped.
   *
   * @param frame the bytes of one WebSocket message; read to its end
   * @param receiver takes what the frame holds
   * @throws MalformedFrameException if the bytes are not a {@code ClientFrame}; what came before the
   *     fault was handed over already
   */
  public static void read(ByteBuf frame, ClientFrameReceiver receiver) {
    int end = frame.writerIndex();
    try {
      readFields(frame, receiver);
    } finally {
      frame.writerIndex(end); // a fault may have been found inside a window
    }
  }

  private static void readFields(ByteBuf frame, ClientFrameReceiver receiver) {
    while (frame.isReadable()) {
      int tag = Varint.read(frame);
      if (tag == APPLIED) {
        receiver.applied(Varint.read(frame));
      } else if (tag == INPUTS) {
        readGiven(frame, Varint.readLength(frame), true, receiver);
      } else if (tag == COMMANDS) {
        readGiven(frame, Varint.readLength(frame), false, receiver);
      } else if (tag == LEAVE) {
        readLeave(frame, Varint.readLength(frame));
        receiver.leave();
      } else if (tag == PART) {
        receiver.part(readMessage(frame, Part.parser()));
      } else if (tag == DESYNC) {
        receiver.desync(shortened(readMessage(frame, Desync.parser())));
      } else {
        Varint.skip(frame, tag);
      }
    }
  }

  /** Reads an input or a command: a sequence, a payload, and one number more. */
  private static void readGiven(
      ByteBuf frame, int length, boolean isInput, ClientFrameReceiver receiver) {
    int frameEnd = frame.writerIndex();
    int end = frame.readerIndex() + length;
    frame.writerIndex(end);
    int sequence = 0;
    long number = 0;
    int payload = end;
    int payloadEnd = end;
    while (frame.isReadable()) {
      int tag = Varint.read(frame);
      if (tag == SEQUENCE) {
        sequence = Varint.read(frame);
      } else if (tag == (isInput ? SEEN_TICK : ASKS)) {
        number = Varint.readLong(frame);
      } else if (tag == (isInput ? INPUT_PAYLOAD : COMMAND_PAYLOAD)) {
        int payloadLength = Varint.readLength(frame);
        payload = frame.readerIndex();
        payloadEnd = payload + payloadLength;
        frame.readerIndex(payloadEnd);
      } else {
        Varint.skip(frame, tag);
      }
    }
    frame.setIndex(payload, payloadEnd);
    if (isInput) {
      receiver.input(sequence, (int) number, frame);
    } else {
      receiver.command(sequence, number != 0, frame);
    }
    frame.setIndex(end, frameEnd);
  }

  /** Parts are few and long, and desyncs are few, so the runtime reads them. */
  private static <T> T readMessage(ByteBuf frame, Parser<T> parser) {
    int length = Varint.readLength(frame);
    int frameEnd = frame.writerIndex();
    frame.writerIndex(frame.readerIndex() + length);
    T message = Messages.read(frame, parser);
    frame.writerIndex(frameEnd);
    return message;
  }

  private static Desync shortened(Desync desync) {
    String held = desync.getHeld();
    if (held.length() <= HELD_CHARS) {
      return desync;
    }
    int end = Character.isHighSurrogate(held.charAt(HELD_CHARS - 1)) ? HELD_CHARS - 1 : HELD_CHARS;
    return desync.toBuilder().setHeld(held.substring(0, end)).build();
  }

  /** A leave has no fields yet; what a newer client puts there must still be fields. */
  private static void readLeave(ByteBuf frame, int length) {
    int frameEnd = frame.writerIndex();
    frame.writerIndex(frame.readerIndex() + length);
    while (frame.isReadable()) {
      Varint.skip(frame, Varint.read(frame));
    }
    frame.writerIndex(frameEnd);
  }
}
