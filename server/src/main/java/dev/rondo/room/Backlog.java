package dev.rondo.room;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.List;

/**
 * What one client is not known to have: notices that were sent and not yet applied, and behind them
 * those that could not be sent. The state needs no backlog: its view knows what the client was told. What was sent is kept because it may be lost with the connection.
 *
 * <p><b>Threads:</b> the room's loop only.
 *
 * <p><b>Bound:</b> {@code eventBytes}. Full: the oldest is forgotten, and counted as missed until the client
 * has applied a tick so late. A client that is connected must not be kept from any, so it is let go before
 * ({@link #overflowed}).
 */
final class Backlog {
  private final int capacity;
  private final ArrayDeque<Notice> sent = new ArrayDeque<>();
  private final ArrayDeque<Notice> unsent = new ArrayDeque<>();
  private int sentBytes;
  private int unsentBytes;
  private int forgotten;
  private int forgottenTick;

  Backlog(int capacity) {
    this.capacity = capacity;
  }

  /** Adds what is to be sent next. */
  void add(Notice notice) {
    unsent.add(notice);
    unsentBytes += notice.bytes();
  }

  boolean overflowed() {
    return unsentBytes > capacity;
  }

  /** Says whether what was not sent yet is this, and nothing else. */
  boolean holdsExactly(List<Notice> notices) {
    if (unsent.size() != notices.size()) {
      return false;
    }
    int i = 0;
    for (Notice notice : unsent) {
      if (notice != notices.get(i++)) {
        return false;
      }
    }
    return true;
  }

  /** Writes what was not sent yet into the header of a frame. */
  void send(ByteBuf out, int tick) {
    for (Notice notice : unsent) {
      notice.write(out, tick);
    }
    markSent();
  }

  /** Counts as sent what was not: the frame has it. */
  void markSent() {
    sent.addAll(unsent);
    unsent.clear();
    sentBytes += unsentBytes;
    unsentBytes = 0;
    while (sentBytes > capacity) { // the client does not say what it has applied
      sentBytes -= forget(sent.remove());
    }
  }

  /** Forgets what the client has by now. */
  void applied(int tick) {
    for (Notice next = sent.peek();
        next != null && Integer.compareUnsigned(next.tick(), tick) <= 0;
        next = sent.peek()) {
      sentBytes -= sent.remove().bytes();
    }
    if (Integer.compareUnsigned(forgottenTick, tick) <= 0) {
      forgotten = 0;
    }
  }

  /** The client goes on with a new connection: what it had not applied is to be sent again. */
  void rewind() {
    trim();
    unsentBytes += sentBytes;
    sentBytes = 0;
    while (!sent.isEmpty()) {
      unsent.addFirst(sent.removeLast());
    }
  }

  /** Forgets the oldest of what is too much for a client that is away. */
  void trim() {
    while (sentBytes + unsentBytes > capacity) {
      if (sent.isEmpty()) {
        unsentBytes -= forget(unsent.remove());
      } else {
        sentBytes -= forget(sent.remove());
      }
    }
  }

  /** Forgets a notice, and returns how much it counted. */
  private int forget(Notice notice) {
    forgotten++;
    forgottenTick = notice.tick();
    return notice.bytes();
  }

  /** How many notices were forgotten that the client does not say to have, at most. */
  int missed() {
    return forgotten;
  }
}
