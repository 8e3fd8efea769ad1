package dev.rondo.room;

import com.google.protobuf.Message;
import dev.rondo.protocol.Ids;
import dev.rondo.protocol.ServerFrameWriter;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client that was skipped has to be told once its connection has drained: the events and the
 * removals that it missed. The state needs no backlog: the newest is enough.
 *
 * <p><b>Threads:</b> the room's loop only.
 *
 * <p><b>Bound:</b> {@code eventBytes}; past it {@link #overflowed} says so and the client is let go.
 */
final class Backlog {
  private static final int ID_BYTES = 5;

  private final int capacity;
  private final List<Missed> events = new ArrayList<>();
  private final Ids removed = new Ids();
  private int bytes;

  private record Missed(int tick, Message event) {}

  Backlog(int capacity) {
    this.capacity = capacity;
  }

  void add(int tick, Message event) {
    bytes += event.getSerializedSize() + Long.BYTES;
    if (!overflowed()) {
      events.add(new Missed(tick, event));
    }
  }

  void addRemoved(Ids ids) {
    bytes += ids.size() * ID_BYTES;
    if (!overflowed()) {
      removed.addAll(ids);
    }
  }

  boolean overflowed() {
    return bytes > capacity;
  }

  /** Writes all of it into the header of a frame, and is empty again. */
  void drain(ByteBuf out, int tick) {
    ServerFrameWriter.writeRemoved(out, removed);
    for (Missed missed : events) {
      ServerFrameWriter.writeEvent(out, tick - missed.tick(), missed.event());
    }
    events.clear();
    removed.clear();
    bytes = 0;
  }
}
