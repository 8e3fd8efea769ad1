package dev.rondo.room;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.rondo.protocol.ServerFrameWriter;
import dev.rondo.protocol.v1.Control;
import dev.rondo.protocol.v1.Part;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The attachments that are on their way to one client, part by part, so that frames stay small and a
 * slow connection has no more of them before it than it can swallow: docs/WIRE.md section 3.4.
 *
 * <p><b>Threads:</b> the room's loop only.
 *
 * <p><b>Bound:</b> {@code attachmentQueueBytes}; past it {@link #overflowed} says so and the client is let
 * go. The bytes are the game's and shared by all whom it sends them to.
 */
final class Download {
  private static final int PART_BYTES = 8_192;
  private static final int WINDOW_BYTES = 65_536;

  private final int capacity;
  private final ArrayDeque<Attachment> attachments = new ArrayDeque<>();
  private final ArrayDeque<InFlight> inFlight = new ArrayDeque<>();
  private int lastNumber;
  private long waitingBytes;
  private int inFlightBytes;

  /** What was sent in one tick. */
  private record InFlight(int tick, int bytes) {}

  /** An attachment, and how much of it was sent. */
  private static final class Attachment {
    private final int number;
    private final ByteString payload;
    private final ByteString data;
    private int sent;
    private boolean complete;
    private int completeTick;

    Attachment(int number, ByteString payload, ByteString data) {
      this.number = number;
      this.payload = payload;
      this.data = data;
    }

    /** Takes the next part out. */
    Part next(int tick, int maxBytes) {
      int end = Math.min(data.size(), sent + maxBytes);
      Part.Builder part =
          Part.newBuilder().setAttachment(number).setData(data.substring(sent, end));
      if (sent == 0) {
        part.setSize(data.size()).setPayload(payload);
      } else {
        part.setOffset(sent);
      }
      sent = end;
      complete = end == data.size();
      completeTick = tick;
      return part.build();
    }
  }

  Download(int capacity) {
    this.capacity = capacity;
  }

  void add(Message event, ByteString data) {
    attachments.add(new Attachment(++lastNumber, event.toByteString(), data));
    waitingBytes += data.size();
  }

  boolean overflowed() {
    return waitingBytes > capacity;
  }

  /** Writes the next part, if there is one and the client has room for it. */
  void send(ByteBuf out, int tick) {
    Attachment next = next();
    if (next == null || inFlightBytes + PART_BYTES > WINDOW_BYTES) {
      return;
    }
    Part part = next.next(tick, PART_BYTES);
    inFlight.add(new InFlight(tick, part.getData().size()));
    inFlightBytes += part.getData().size();
    ServerFrameWriter.writeControl(out, Control.newBuilder().setPart(part).build());
  }

  private @Nullable Attachment next() {
    for (Attachment attachment : attachments) {
      if (!attachment.complete) {
        return attachment;
      }
    }
    return null;
  }

  /** Forgets what the client has by now. */
  void applied(int tick) {
    for (InFlight first = inFlight.peek();
        first != null && Integer.compareUnsigned(first.tick(), tick) <= 0;
        first = inFlight.peek()) {
      inFlightBytes -= inFlight.remove().bytes();
    }
    for (Attachment first = attachments.peek();
        first != null && first.complete && Integer.compareUnsigned(first.completeTick, tick) <= 0;
        first = attachments.peek()) {
      waitingBytes -= attachments.remove().data.size();
    }
  }

  /** The client goes on with a new connection: what it did not get whole begins anew. */
  void rewind() {
    inFlight.clear();
    inFlightBytes = 0;
    for (Attachment attachment : attachments) {
      attachment.sent = 0;
      attachment.complete = false;
    }
  }
}
