package dev.rondo.room;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.rondo.protocol.v1.AckedPart;
import dev.rondo.protocol.v1.Part;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * The attachment that comes from one client, part by part: docs/WIRE.md section 3.4.
 *
 * <p><b>Threads:</b> the room's loop only.
 *
 * <p><b>Bound:</b> {@link RoomOptions#attachmentBytes}; memory is taken as the bytes come, not as they
 * are announced.
 */
final class Upload {
  private final int maxBytes;
  private final @Nullable Incoming commandType;
  private int number;
  private int size;
  private ByteString received = ByteString.EMPTY;
  private boolean complete = true;
  private @Nullable Message command;
  private AckedPart acknowledged = progress();

  Upload(int maxBytes, @Nullable Incoming commandType) {
    this.maxBytes = maxBytes;
    this.commandType = commandType;
  }

  /**
   * Takes a part.
   *
   * @return the command whose attachment is complete with it, or null
   * @throws RuleBrokenException if it is not the next one, or too much
   */
  @Nullable
  Spoken add(Part part) {
    if (isOld(part)) {
      return null;
    }
    if (complete) {
      begin(part);
    }
    if (part.getAttachment() != number || part.getOffset() != received.size()) {
      throw new RuleBrokenException("A part of attachment "
          + Integer.toUnsignedString(part.getAttachment()) + " at "
          + Integer.toUnsignedString(part.getOffset())
          + " came (expected: attachment " + number + " at " + received.size() + ")");
    }
    if (part.getData().size() > size - received.size()) {
      throw new RuleBrokenException(
          "Attachment " + number + " is longer than the " + size + " bytes that it said");
    }
    received = received.concat(part.getData());
    complete = received.size() == size;
    acknowledged = progress();
    return complete ? finish() : null;
  }

  /** How far it has come. */
  AckedPart acknowledged() {
    return acknowledged; // asked for in every tick
  }

  private AckedPart progress() {
    return AckedPart.newBuilder()
        .setAttachment(number)
        .setBytes(received.size())
        .build();
  }

  private boolean isOld(Part part) {
    int newer = Integer.compareUnsigned(part.getAttachment(), number);
    return newer < 0
        || (newer == 0
            && (complete || Integer.compareUnsigned(part.getOffset(), received.size()) < 0));
  }

  private void begin(Part part) {
    if (commandType == null || maxBytes == 0) {
      throw new RuleBrokenException(
          "An attachment came, and this room takes none (attachmentBytes)");
    }
    if (part.getAttachment() != number + 1 || part.getOffset() != 0) {
      throw new RuleBrokenException("A part of attachment "
          + Integer.toUnsignedString(part.getAttachment()) + " at "
          + Integer.toUnsignedString(part.getOffset())
          + " came (expected: the beginning of attachment " + (number + 1) + ")");
    }
    if (Integer.compareUnsigned(part.getSize(), maxBytes) > 0) {
      throw new RuleBrokenException("An attachment of " + Integer.toUnsignedString(part.getSize())
          + " bytes came (expected: at most " + maxBytes + ", attachmentBytes)");
    }
    command =
        commandType.readCommand(Unpooled.wrappedBuffer(part.getPayload().asReadOnlyByteBuffer()));
    number++;
    size = part.getSize();
    received = ByteString.EMPTY;
    complete = false;
  }

  private Spoken finish() {
    Message said = command;
    if (said == null) {
      throw new IllegalStateException("an attachment ended before it began");
    }
    Spoken spoken = new Spoken(said, 0, false, received);
    received = ByteString.EMPTY;
    command = null;
    return spoken;
  }
}
