package dev.rondo.client;

import com.google.protobuf.ByteString;
import dev.rondo.protocol.MalformedFrameException;
import dev.rondo.protocol.v1.Part;
import org.jspecify.annotations.Nullable;

/**
 * The attachment that is under way from the server.
 *
 * <p><b>Bound:</b> as many bytes as the room says that its attachments may have; memory grows with the
 * parts that have come.
 */
final class Download {
  private int completed;
  private int attachment;
  private ByteString event = ByteString.EMPTY;
  private int size;
  private ByteString data = ByteString.EMPTY;

  /**
   * An event that came with an attachment.
   *
   * @param event the contract's event message, in bytes
   * @param data the attachment
   */
  record Complete(ByteString event, ByteString data) {}

  /**
   * Takes the next part. One of an attachment that is complete already is ignored.
   *
   * @param longest how many bytes an attachment may have, unsigned
   * @return what is complete with it, or null
   * @throws MalformedFrameException if it is not the next part
   */
  @Nullable
  Complete add(Part part, int longest) {
    if (Integer.compareUnsigned(part.getAttachment(), completed) <= 0) {
      return null;
    }
    if (part.getOffset() == 0) {
      begin(part, longest);
    }
    if (part.getAttachment() != attachment
        || part.getOffset() != data.size()
        || part.getData().size() > size - data.size()) {
      throw new MalformedFrameException("a part of attachment "
          + Integer.toUnsignedString(part.getAttachment()) + " with "
          + part.getData().size() + " bytes from " + Integer.toUnsignedString(part.getOffset())
          + " on (expected: attachment " + Integer.toUnsignedString(attachment) + ", bytes "
          + data.size() + " to " + size + ")");
    }
    data = data.concat(part.getData());
    if (data.size() < size) {
      return null;
    }
    completed = attachment;
    Complete complete = new Complete(event, data);
    data = ByteString.EMPTY;
    event = ByteString.EMPTY;
    size = 0;
    return complete;
  }

  private void begin(Part part, int longest) {
    if (part.getSize() < 0 || Integer.compareUnsigned(part.getSize(), longest) > 0) {
      throw new MalformedFrameException("an attachment of "
          + Integer.toUnsignedString(part.getSize()) + " bytes (expected: at most "
          + Integer.toUnsignedString(longest) + ", as the welcome says)");
    }
    attachment = part.getAttachment();
    event = part.getPayload();
    size = part.getSize();
    data = ByteString.EMPTY;
  }
}
