package dev.rondo.protocol;

import com.google.protobuf.ByteString;
import dev.rondo.protocol.v1.AckedPart;
import dev.rondo.protocol.v1.Control;
import dev.rondo.protocol.v1.Part;
import dev.rondo.protocol.v1.ServerFrame;
import org.jspecify.annotations.Nullable;

/** What a client keeps from frame to frame, but for its copy of the state. */
final class FrameFollower {
  private int tick;
  private int sendEvery = 1;
  private int acked;
  private int ackedCommand;
  private AckedPart ackedPart = AckedPart.getDefaultInstance();

  private Part first = Part.getDefaultInstance();
  private ByteString data = ByteString.EMPTY;

  /** An attachment of which all has come. */
  record Attachment(ByteString event, ByteString data) {}

  int tick() {
    return tick;
  }

  int acked() {
    return acked;
  }

  int ackedCommand() {
    return ackedCommand;
  }

  AckedPart ackedPart() {
    return ackedPart;
  }

  /** Takes the next frame, and returns the attachment that is complete with it. */
  @Nullable
  Attachment take(ServerFrame frame) {
    Control control = frame.getControl();
    if (control.hasWelcome()) {
      sendEvery = Math.max(1, control.getWelcome().getSendEvery());
    }
    if (!control.hasGoodbye()) { // which is of no tick
      tick = frame.hasTick() ? frame.getTick() : tick + sendEvery;
    }
    acked = frame.hasAckedInput() ? frame.getAckedInput() : acked;
    ackedCommand = control.hasAckedCommand() ? control.getAckedCommand() : ackedCommand;
    ackedPart = control.hasAckedPart() ? control.getAckedPart() : ackedPart;
    return control.hasPart() ? take(control.getPart()) : null;
  }

  private @Nullable Attachment take(Part part) {
    if (part.getOffset() == 0) {
      first = part;
      data = ByteString.EMPTY;
    }
    if (part.getAttachment() != first.getAttachment() || part.getOffset() != data.size()) {
      throw new AssertionError("a part that is not the next one: " + part);
    }
    data = data.concat(part.getData());
    return data.size() == first.getSize() ? new Attachment(first.getPayload(), data) : null;
  }
}
