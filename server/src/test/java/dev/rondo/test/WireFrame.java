package dev.rondo.test;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.rondo.protocol.v1.ServerFrame;
import dev.rondo.test.duel.Board;
import dev.rondo.test.duel.Event;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A WebSocket frame from the server, as it came.
 *
 * @param opcode what kind
 * @param payload its bytes
 * @param board the board of a duel after it, as this connection was told of it so far
 */
public record WireFrame(int opcode, ByteString payload, Board board) {
  /** Opcodes of RFC 6455, section 5.2. */
  public static final int BINARY = 2, CLOSE = 8, PING = 9, PONG = 10;

  /** A binary frame as what is around the state. */
  public ServerFrame frame() {
    try {
      return ServerFrame.parseFrom(payload);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("not a ServerFrame", e);
    }
  }

  /** The same bytes as what has changed of a duel. */
  public Board changes() {
    try {
      return BoardCopy.CHANGES.parseFrom(payload);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("not a Board", e);
    }
  }

  /** The events of a duel that a binary frame holds. */
  public List<Event> events() {
    return frame().getEventsList().stream()
        .map(event -> {
          try {
            return Event.parseFrom(event.getPayload());
          } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("not an event of the duel", e);
          }
        })
        .toList();
  }

  /** Whether a binary frame says goodbye. */
  public boolean saysGoodbye() {
    return opcode == BINARY && frame().getControl().hasGoodbye();
  }

  /** The code of a close frame. */
  public int closeCode() {
    return Short.toUnsignedInt(payload.asReadOnlyByteBuffer().getShort());
  }

  /** The reason of a close frame; one that is not UTF-8 fails the test. */
  public String closeReason() {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(payload.substring(2).asReadOnlyByteBuffer())
          .toString();
    } catch (CharacterCodingException e) {
      throw new AssertionError("the close reason is not UTF-8", e);
    }
  }
}
