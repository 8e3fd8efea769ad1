package dev.rondo.room;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.rondo.protocol.v1.Event;
import dev.rondo.protocol.v1.Part;
import dev.rondo.protocol.v1.Reply;
import dev.rondo.protocol.v1.ServerFrame;
import dev.rondo.protocol.v1.Welcome;
import dev.rondo.test.BoardCopy;
import dev.rondo.test.duel.Board;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/** A player's connection that keeps all that the room does to it. */
final class RecordedConnection implements Connection {
  private final List<byte[]> frames = new ArrayList<>();
  private final List<LeaveReason> closes = new ArrayList<>();
  private String closeText = "";
  private boolean congested;

  @Override
  public boolean congested() {
    return congested;
  }

  @Override
  public void send(ByteBuf header, ByteBuf shared) {
    if (!closes.isEmpty()) {
      throw new AssertionError("a frame was sent after the connection was closed");
    }
    byte[] frame = new byte[header.readableBytes() + shared.readableBytes()];
    header.getBytes(header.readerIndex(), frame, 0, header.readableBytes());
    shared.getBytes(shared.readerIndex(), frame, header.readableBytes(), shared.readableBytes());
    frames.add(frame);
  }

  @Override
  public void close(LeaveReason reason, String text) {
    closes.add(reason);
    closeText = text;
  }

  void congested(boolean is) {
    congested = is;
  }

  int count() {
    return frames.size();
  }

  List<byte[]> frames() {
    return frames;
  }

  ServerFrame frame(int index) {
    try {
      return ServerFrame.parseFrom(frames.get(index));
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("frame " + index + " is no ServerFrame", e);
    }
  }

  ServerFrame lastFrame() {
    return frame(count() - 1);
  }

  /** The state after the last frame. */
  Board lastBoard() {
    BoardCopy copy = new BoardCopy();
    Board board = Board.getDefaultInstance();
    for (byte[] frame : frames) {
      board = copy.apply(ByteString.copyFrom(frame));
    }
    return board;
  }

  /** What has changed of the state in a frame: the same bytes, read as the contract's state message. */
  Board changes(int index) {
    try {
      return BoardCopy.CHANGES.parseFrom(frames.get(index));
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("frame " + index + " is no Board", e);
    }
  }

  Board lastChanges() {
    return changes(count() - 1);
  }

  /** The events of a frame in short: {@code shouted hi}, {@code whispered psst}, with their age if any. */
  List<String> events(int index) {
    return frame(index).getEventsList().stream()
        .map(RecordedConnection::inShort)
        .toList();
  }

  List<String> lastEvents() {
    return events(count() - 1);
  }

  /** The replies of the last frame in short: {@code 1: odds 10}, {@code 2: timeout}. */
  List<String> lastReplies() {
    return replies(count() - 1);
  }

  List<String> replies(int index) {
    return frame(index).getControl().getRepliesList().stream()
        .map(RecordedConnection::inShort)
        .toList();
  }

  Welcome welcome() {
    return frame(0).getControl().getWelcome();
  }

  /** The parts of attachments so far, in their frames' order. */
  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < count(); i++) {
      if (frame(i).getControl().hasPart()) {
        parts.add(frame(i).getControl().getPart());
      }
    }
    return parts;
  }

  List<LeaveReason> closes() {
    return closes;
  }

  String closeText() {
    return closeText;
  }

  private static String inShort(Reply sent) {
    if (sent.hasFailure()) {
      return sent.getCommand() + ": " + sent.getFailure().getCode();
    }
    try {
      var reply = dev.rondo.test.duel.Reply.parseFrom(sent.getPayload());
      String text = reply.hasBet()
          ? "odds " + reply.getBet().getGold()
          : "whispered " + reply.getWhisper().getText();
      return sent.getCommand() + ": " + text;
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("not a reply of the contract", e);
    }
  }

  private static String inShort(Event sent) {
    try {
      var event = dev.rondo.test.duel.Event.parseFrom(sent.getPayload());
      String text = event.hasShouted()
          ? "shouted " + event.getShouted().getText()
          : "whispered " + event.getWhispered().getText();
      return sent.getTicksAgo() == 0 ? text : text + ", " + sent.getTicksAgo() + " ago";
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("not an event of the contract", e);
    }
  }
}
