package dev.rondo.protocol;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Command;
import dev.rondo.protocol.v1.Desync;
import dev.rondo.protocol.v1.Input;
import dev.rondo.protocol.v1.Leave;
import dev.rondo.protocol.v1.Part;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/** Puts together again what a frame held. */
final class FrameCollector implements ClientFrameReceiver {
  private final ClientFrame.Builder frame = ClientFrame.newBuilder();

  /** Reads a frame, and says what was in it. */
  static ClientFrame read(ByteBuf bytes) {
    FrameCollector collector = new FrameCollector();
    ClientFrameReader.read(bytes, collector);
    return collector.frame.build();
  }

  /**
   * Makes the reader's view of a frame that protobuf-java has read: without unknown fields, and each
   * input and command with all of its fields, since the reader hands over 0, false and no bytes for
   * what is absent.
   */
  static ClientFrame viewOf(ClientFrame parsed) {
    ClientFrame.Builder view = ClientFrame.newBuilder();
    if (parsed.hasApplied()) {
      view.setApplied(parsed.getApplied());
    }
    for (Input input : parsed.getInputsList()) {
      view.addInputs(Input.newBuilder()
          .setSequence(input.getSequence())
          .setSeenTick(input.getSeenTick())
          .setPayload(input.getPayload()));
    }
    for (Command command : parsed.getCommandsList()) {
      view.addCommands(Command.newBuilder()
          .setSequence(command.getSequence())
          .setAsks(command.getAsks())
          .setPayload(command.getPayload()));
    }
    if (parsed.hasLeave()) {
      view.setLeave(Leave.getDefaultInstance());
    }
    if (parsed.hasPart()) {
      view.setPart(known(parsed.getPart()));
    }
    if (parsed.hasDesync()) {
      view.setDesync(known(parsed.getDesync()));
    }
    return view.build();
  }

  @Override
  public void applied(int tick) {
    frame.setApplied(tick);
  }

  @Override
  public void input(int sequence, int seenTick, ByteBuf payload) {
    frame.addInputs(
        Input.newBuilder().setSequence(sequence).setSeenTick(seenTick).setPayload(bytes(payload)));
  }

  @Override
  public void command(int sequence, boolean asks, ByteBuf payload) {
    frame.addCommands(
        Command.newBuilder().setSequence(sequence).setAsks(asks).setPayload(bytes(payload)));
  }

  /** Protobuf-java merges what stands in several places; the reader hands over each by itself. */
  @Override
  public void part(Part part) {
    frame.mergePart(known(part));
  }

  @Override
  public void desync(Desync desync) {
    frame.mergeDesync(known(desync));
  }

  @Override
  public void leave() {
    frame.setLeave(Leave.getDefaultInstance());
  }

  private static Part known(Part part) {
    return part.toBuilder()
        .setUnknownFields(UnknownFieldSet.getDefaultInstance())
        .build();
  }

  private static Desync known(Desync desync) {
    return desync.toBuilder()
        .setUnknownFields(UnknownFieldSet.getDefaultInstance())
        .build();
  }

  private static ByteString bytes(ByteBuf payload) {
    return ByteString.copyFrom(ByteBufUtil.getBytes(payload));
  }
}
