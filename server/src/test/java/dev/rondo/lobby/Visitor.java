package dev.rondo.lobby;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Leave;
import dev.rondo.protocol.v1.ServerFrame;
import dev.rondo.protocol.v1.Welcome;
import dev.rondo.room.Connection;
import dev.rondo.room.Inbound;
import dev.rondo.room.LeaveReason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client that goes through the door of a lobby with a claim, and keeps what it is told. */
final class Visitor implements Connection {
  private final List<ServerFrame> frames = new ArrayList<>();
  private final List<LeaveReason> closes = new ArrayList<>();
  private @Nullable Inbound inbound;

  /** Enters, if that is still possible. */
  boolean enter(Claim claim) {
    inbound = claim.enter(this);
    return inbound != null;
  }

  Welcome welcome() {
    return frames.get(0).getControl().getWelcome();
  }

  List<ServerFrame> frames() {
    return frames;
  }

  List<LeaveReason> closes() {
    return closes;
  }

  void applied(int tick) {
    send(ClientFrame.newBuilder().setApplied(tick));
  }

  void leave() {
    send(ClientFrame.newBuilder().setLeave(Leave.getDefaultInstance()));
  }

  void drop() {
    inbound().disconnected();
  }

  private void send(ClientFrame.Builder frame) {
    ByteBuf bytes = Unpooled.wrappedBuffer(frame.build().toByteArray());
    inbound().receive(bytes);
    bytes.release();
  }

  private Inbound inbound() {
    if (inbound == null) {
      throw new AssertionError("this visitor is not in a room");
    }
    return inbound;
  }

  @Override
  public boolean congested() {
    return false;
  }

  @Override
  public void send(ByteBuf header, ByteBuf shared) {
    byte[] frame = new byte[header.readableBytes() + shared.readableBytes()];
    header.getBytes(header.readerIndex(), frame, 0, header.readableBytes());
    shared.getBytes(shared.readerIndex(), frame, header.readableBytes(), shared.readableBytes());
    try {
      frames.add(ServerFrame.parseFrom(frame));
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("not a ServerFrame", e);
    }
  }

  @Override
  public void close(LeaveReason reason, String text) {
    closes.add(reason);
  }
}
