package dev.rondo.net;

import dev.rondo.room.HookWatch.Blocked;
import dev.rondo.room.RoomHost;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names in the log the room, the hook and the line of code that blocks a loop, while it does. Looking
 * costs the rooms nothing: {@link dev.rondo.room.HookWatch}.
 *
 * <p><b>Threads:</b> one of its own.
 */
final class Watchdog {
  private static final Logger log = LoggerFactory.getLogger(Watchdog.class);
  private static final int LOOKS_PER_LIMIT = 4;

  private final Supplier<Collection<RoomHost>> rooms;
  private final int blockedMillis;
  private final Thread thread = new Thread(this::watch, "rondo-watchdog");
  private volatile boolean closed;

  Watchdog(Supplier<Collection<RoomHost>> rooms, int blockedMillis) {
    this.rooms = rooms;
    this.blockedMillis = blockedMillis;
    thread.setDaemon(true);
    thread.start();
  }

  void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  private void watch() {
    long limit = TimeUnit.MILLISECONDS.toNanos(blockedMillis);
    while (!closed) {
      LockSupport.parkNanos(limit / LOOKS_PER_LIMIT);
      for (RoomHost room : rooms.get()) {
        Blocked blocked = room.watch().check(System.nanoTime(), limit);
        if (blocked != null) {
          report(room, blocked);
        }
      }
    }
  }

  private void report(RoomHost room, Blocked blocked) {
    if (blocked.ended()) {
      log.warn("Room {} held its loop for about {} ms", room.id(), blocked.millis());
      return;
    }
    Throwable where = new Throwable("what " + blocked.thread().getName() + " does");
    where.setStackTrace(blocked.thread().getStackTrace());
    log.warn(
        "Room {} holds its loop: {} has run for {} ms (blockedMillis {}), and every room of {} stands"
            + " still. Take what waits out of the hook (Room.async), or do less in it.",
        room.id(),
        blocked.hook(),
        blocked.millis(),
        blockedMillis,
        blocked.thread().getName(),
        where);
  }
}
