package dev.rondo.room;

import com.google.protobuf.Message;
import dev.rondo.protocol.ServerFrameWriter;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of one tick, in the order in which the room sent them, with whom each is for.
 *
 * <p><b>Threads:</b> the room's loop only.
 *
 * <p><b>Bound:</b> none of its own: what a room says in one tick is the game's to bound, and it is gone
 * after the tick.
 */
final class Outbox {
  private final List<Sent> events = new ArrayList<>();

  /** An event, and the one player who gets it, or null for everybody. */
  private record Sent(Message event, @Nullable Session target) {
    boolean reaches(Session session) {
      return target == null || target == session;
    }
  }

  void add(Message event, @Nullable Session target) {
    events.add(new Sent(event, target));
    if (target != null) {
      target.hasPrivateEvents(true);
    }
  }

  /** Writes what everybody gets. */
  void writeShared(ByteBuf out) {
    for (Sent sent : events) {
      if (sent.target() == null) {
        ServerFrameWriter.writeEvent(out, 0, sent.event());
      }
    }
  }

  /** Writes all that one player gets, so that the order stays that of sending. */
  void writeFor(Session session, ByteBuf out) {
    for (Sent sent : events) {
      if (sent.reaches(session)) {
        ServerFrameWriter.writeEvent(out, 0, sent.event());
      }
    }
  }

  /** Keeps all that one player gets, for when the connection has drained. */
  void keepFor(Session session, int tick, Backlog backlog) {
    for (Sent sent : events) {
      if (sent.reaches(session)) {
        backlog.add(tick, sent.event());
      }
    }
  }

  void clear() {
    for (Sent sent : events) {
      if (sent.target() != null) {
        sent.target().hasPrivateEvents(false);
      }
    }
    events.clear();
  }
}
