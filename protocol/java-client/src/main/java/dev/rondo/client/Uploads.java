package dev.rondo.client;

import com.google.protobuf.ByteString;
import dev.rondo.protocol.v1.AckedPart;
import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Part;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Attachments that the server does not have as a whole yet. One at a time is under way; it goes on where
 * the server says that it stopped, over all connections.
 *
 * <p><b>Bound:</b> one under way and 8 more that wait; one too many is refused. At most 32 KiB are on
 * their way that the server has not acknowledged.
 */
final class Uploads {
  /** The most bytes that the fields of a part take around its payload and data: tags, lengths, numbers. */
  static final int PART_BYTES = 27;

  private static final int MOST_WAITING = 8;
  private static final int WINDOW_BYTES = 32 * 1024;

  /**
   * A smaller part waits for a frame with more room, unless nothing comes after it. A first part has a
   * byte at least, or the second would have its offset.
   */
  private static final int WORTHWHILE_BYTES = 256;

  private final ArrayDeque<Upload> uploads = new ArrayDeque<>();
  /** The number of the first upload, which is the one under way. */
  private int attachment = 1;

  private boolean begun;
  /** Whether the server has named it. */
  private boolean known;

  private int sent;
  private int acknowledged;

  private record Upload(ByteString command, ByteString data, CompletableFuture<Void> received) {}

  /**
   * Takes an attachment.
   *
   * @throws RondoException {@code queue_full}
   */
  void add(ByteString command, ByteString data, CompletableFuture<Void> received) {
    if (uploads.size() > MOST_WAITING) {
      throw new RondoException(
          "queue_full",
          MOST_WAITING + " of " + MOST_WAITING
              + " attachments wait to be sent. Wait until one has arrived.");
    }
    uploads.add(new Upload(command, data, received));
  }

  /** Says whether a part could leave now. */
  boolean mayLeave() {
    Upload upload = uploads.peek();
    return upload != null && (!begun || windowEnd(upload) > sent);
  }

  /**
   * Puts the next part into a frame, if one may leave and is worth its place.
   *
   * @param room how many bytes the frame has left
   */
  void write(ClientFrame.Builder frame, int room) {
    Upload upload = uploads.peek();
    if (upload == null || !mayLeave()) {
      return;
    }
    int payload = begun ? 0 : upload.command().size();
    int wanted = windowEnd(upload) - sent;
    int length = Math.min(wanted, room - PART_BYTES - payload);
    if (length < Math.min(wanted, begun ? WORTHWHILE_BYTES : 1)) {
      return;
    }
    Part.Builder part = Part.newBuilder()
        .setAttachment(attachment)
        .setOffset(sent)
        .setData(upload.data().substring(sent, sent + length));
    if (!begun) {
      part.setSize(upload.data().size()).setPayload(upload.command());
    }
    frame.setPart(part);
    begun = true;
    sent += length;
  }

  /** The server has received so much. */
  void acknowledged(AckedPart part) {
    Upload upload = uploads.peek();
    if (upload == null || !begun || part.getAttachment() != attachment) {
      return;
    }
    known = true;
    acknowledged =
        (int) Math.min(Integer.toUnsignedLong(part.getBytes()), upload.data().size());
    sent = Math.max(sent, acknowledged);
    if (acknowledged == upload.data().size()) {
      uploads.remove();
      attachment++;
      begun = false;
      known = false;
      sent = 0;
      acknowledged = 0;
      upload.received().complete(null);
    }
  }

  /** On a new connection, the one under way goes on behind what the server has named. */
  void startAgain() {
    begun = known;
    sent = acknowledged;
  }

  /** The stay is over. */
  void fail(RondoException error) {
    List<Upload> open = List.copyOf(uploads);
    uploads.clear();
    open.forEach(upload -> upload.received().completeExceptionally(error));
  }

  private int windowEnd(Upload upload) {
    return acknowledged + Math.min(WINDOW_BYTES, upload.data().size() - acknowledged);
  }
}
