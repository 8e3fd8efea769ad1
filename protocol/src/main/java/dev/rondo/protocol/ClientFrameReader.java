package dev.rondo.protocol;

import static dev.rondo.protocol.Varint.LENGTH_DELIMITED;
import static dev.rondo.protocol.Varint.VARINT;

import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Command;
import dev.rondo.protocol.v1.Input;
import dev.rondo.protocol.v1.Part;
import io.netty.buffer.ByteBuf;

/**
 * Reads a {@code ClientFrame} in place.
 *
 * <p><b>Threads:</b> any; the buffer is the caller's.
 *
 * <p><b>Allocation:</b> none, but for parts of attachments, which are parsed and copied. A payload is handed over as a window on the frame's own buffer: reader and
 * writer index are moved around it for the call, and moved back.
 */
public final class ClientFrameReader {
  private static final int APPLIED = Varint.tag(ClientFrame.APPLIED_FIELD_NUMBER, VARINT);
  private static final int INPUTS = Varint.tag(ClientFrame.INPUTS_FIELD_NUMBER, LENGTH_DELIMITED);
  private static final int COMMANDS =
      Varint.tag(ClientFrame.COMMANDS_FIELD_NUMBER, LENGTH_DELIMITED);
  private static final int LEAVE = Varint.tag(ClientFrame.LEAVE_FIELD_NUMBER, LENGTH_DELIMITED);

  private static final int PART = Varint.tag(ClientFrame.PART_FIELD_NUMBER, LENGTH_DELIMITED);

  private static final int INPUT_SEQUENCE = Varint.tag(Input.SEQUENCE_FIELD_NUMBER, VARINT);
  private static final int INPUT_SEEN_TICK = Varint.tag(Input.SEEN_TICK_FIELD_NUMBER, VARINT);
  private static final int INPUT_PAYLOAD = Varint.tag(Input.PAYLOAD_FIELD_NUMBER, LENGTH_DELIMITED);

  private static final int COMMAND_SEQUENCE = Varint.tag(Command.SEQUENCE_FIELD_NUMBER, VARINT);
  private static final int COMMAND_PAYLOAD =
      Varint.tag(Command.PAYLOAD_FIELD_NUMBER, LENGTH_DELIMITED);
  private static final int COMMAND_ASKS = Varint.tag(Command.ASKS_FIELD_NUMBER, VARINT);

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
        readInput(frame, Varint.readLength(frame), receiver);
      } else if (tag == COMMANDS) {
        readCommand(frame, Varint.readLength(frame), receiver);
      } else if (tag == LEAVE) {
        readLeave(frame, Varint.readLength(frame));
        receiver.leave();
      } else if (tag == PART) {
        receiver.part(readPart(frame, Varint.readLength(frame)));
      } else {
        Varint.skip(frame, tag);
      }
    }
  }

  private static void readInput(ByteBuf frame, int length, ClientFrameReceiver receiver) {
    int frameEnd = frame.writerIndex();
    int inputEnd = frame.readerIndex() + length;
    frame.writerIndex(inputEnd);
    int sequence = 0;
    int seenTick = 0;
    int payload = inputEnd;
    int payloadEnd = inputEnd;
    while (frame.isReadable()) {
      int tag = Varint.read(frame);
      if (tag == INPUT_SEQUENCE) {
        sequence = Varint.read(frame);
      } else if (tag == INPUT_SEEN_TICK) {
        seenTick = Varint.read(frame);
      } else if (tag == INPUT_PAYLOAD) {
        int payloadLength = Varint.readLength(frame);
        payload = frame.readerIndex();
        payloadEnd = payload + payloadLength;
        frame.readerIndex(payloadEnd);
      } else {
        Varint.skip(frame, tag);
      }
    }
    frame.setIndex(payload, payloadEnd);
    receiver.input(sequence, seenTick, frame);
    frame.setIndex(inputEnd, frameEnd);
  }

  private static void readCommand(ByteBuf frame, int length, ClientFrameReceiver receiver) {
    int frameEnd = frame.writerIndex();
    int commandEnd = frame.readerIndex() + length;
    frame.writerIndex(commandEnd);
    int sequence = 0;
    boolean asks = false;
    int payload = commandEnd;
    int payloadEnd = commandEnd;
    while (frame.isReadable()) {
      int tag = Varint.read(frame);
      if (tag == COMMAND_SEQUENCE) {
        sequence = Varint.read(frame);
      } else if (tag == COMMAND_ASKS) {
        asks = Varint.readBool(frame);
      } else if (tag == COMMAND_PAYLOAD) {
        int payloadLength = Varint.readLength(frame);
        payload = frame.readerIndex();
        payloadEnd = payload + payloadLength;
        frame.readerIndex(payloadEnd);
      } else {
        Varint.skip(frame, tag);
      }
    }
    frame.setIndex(payload, payloadEnd);
    receiver.command(sequence, asks, frame);
    frame.setIndex(commandEnd, frameEnd);
  }

  /** Parts are few and long, so the runtime reads them. */
  private static Part readPart(ByteBuf frame, int length) {
    int frameEnd = frame.writerIndex();
    frame.writerIndex(frame.readerIndex() + length);
    Part part = Messages.read(frame, Part.parser());
    frame.writerIndex(frameEnd);
    return part;
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
