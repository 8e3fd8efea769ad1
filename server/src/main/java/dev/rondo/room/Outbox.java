package dev.rondo.room;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * What everybody hears of one tick, in order; and whether anything was said that not everybody hears.
 * What is said reaches each client's {@link Backlog} at once, so that the order of private and public
 * events is that of saying them.
 *
 * <p><b>Threads:</b> the room's loop only.
 *
 * <p><b>Bound:</b> none of its own: what a room says in one tick is the game's to bound, and it is gone
 * after the tick.
 */
final class Outbox {
  private final List<Notice> shared = new ArrayList<>();

  /** Says something to all of these, who are all that there are. */
  void sayToAll(Notice notice, Iterable<Session> sessions) {
    shared.add(notice);
    sessions.forEach(session -> session.say(notice));
  }

  /** What everybody hears. */
  List<Notice> shared() {
    return shared;
  }

  /** Writes what everybody hears. */
  void write(ByteBuf out, int tick) {
    for (Notice notice : shared) {
      notice.write(out, tick);
    }
  }

  void clear() {
    shared.clear();
  }
}
