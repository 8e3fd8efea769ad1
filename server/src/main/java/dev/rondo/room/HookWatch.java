package dev.rondo.room;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Which hook of a room runs, for a thread that watches over the loops. To note it costs the loop two
 * plain stores a call, no clock and no lock: the watcher measures how long it sees the same call.
 *
 * <p><b>Threads:</b> written by the room's loop, read by one watcher.
 */
public final class HookWatch {
  private final AtomicReference<String> hook = new AtomicReference<>("");
  private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();

  /** Goes up when a hook begins and when it ends: odd while one runs. */
  private final AtomicLong changes = new AtomicLong();

  private long seenChanges;
  private long seenSince;
  private @Nullable String reported;

  HookWatch() {}

  /**
   * A hook that runs for too long.
   *
   * @param hook its name
   * @param millis for how long it runs already, or ran in all
   * @param thread the loop's
   * @param ended whether it is over
   */
  public record Blocked(String hook, long millis, Thread thread, boolean ended) {}

  /** The room begins on the thread that calls. */
  void started() {
    thread.set(Thread.currentThread());
  }

  void enter(String name) {
    hook.setRelease(name);
    changes.setRelease(changes.getPlain() + 1);
  }

  void exit() {
    changes.setRelease(changes.getPlain() + 1);
  }

  /**
   * Looks. A hook that is too long is reported twice: once while it runs, and once when it is over.
   *
   * @param nanoTime the time, by the watcher's monotonic clock
   * @param limitNanos how long a hook may run
   * @return the hook to report, or null
   */
  public @Nullable Blocked check(long nanoTime, long limitNanos) {
    long now = changes.getAcquire();
    Thread loop = thread.get();
    if (loop == null) {
      return null;
    }
    long millis = (nanoTime - seenSince) / 1_000_000;
    if (now != seenChanges) {
      String tooLong = reported; // others may have run since, so their name stands there now
      seenChanges = now;
      seenSince = nanoTime;
      reported = null;
      return tooLong == null ? null : new Blocked(tooLong, millis, loop, true);
    }
    boolean runs = now % 2 == 1;
    if (!runs || reported != null || nanoTime - seenSince < limitNanos) {
      return null;
    }
    String name = hook.getAcquire();
    if (changes.getAcquire() != now) {
      return null; // it has just ended, and the name may be that of the next
    }
    reported = name;
    return new Blocked(name, millis, loop, false);
  }
}
