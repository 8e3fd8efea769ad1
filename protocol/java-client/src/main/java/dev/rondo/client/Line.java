package dev.rondo.client;

import org.jspecify.annotations.Nullable;

/** The connection that a stay has, or since when it has none. */
final class Line {
  private final long silenceNanos;
  private @Nullable Outlet outlet;
  private boolean welcomed;
  private long heardAt;
  private long goneAt;

  Line(Times times) {
    silenceNanos = Times.nanos(times.silence());
  }

  void open(Outlet connection, long now) {
    outlet = connection;
    welcomed = false;
    heardAt = now;
  }

  /** The connection, or null while there is none. */
  @Nullable
  Outlet outlet() {
    return outlet;
  }

  boolean isOpen() {
    return outlet != null;
  }

  /** Whether its first frame has come: the server has taken the player in. */
  boolean isWelcomed() {
    return welcomed;
  }

  void welcome() {
    welcomed = true;
  }

  void hear(long now) {
    heardAt = now;
  }

  /**
   * The connection is gone. How long it has been is counted from the loss that the server knows: one that
   * breaks before its welcome does not count.
   */
  void drop(long now) {
    if (welcomed) {
      goneAt = now;
    }
    outlet = null;
    welcomed = false;
  }

  /** Ends the connection, if there is one. */
  void close(CloseName why, String reason, long now) {
    Outlet open = outlet;
    drop(now);
    if (open != null) {
      open.close(why.code(), reason);
    }
  }

  /** Returns how long until the silence is too long, in nanoseconds; never while there is no connection. */
  long nanosUntilSilent(long now) {
    return outlet == null ? Long.MAX_VALUE : Math.max(0, heardAt + silenceNanos - now);
  }

  /** Returns how long until there was no connection for a grace period; never while there is one. */
  long nanosUntilGone(long graceNanos, long now) {
    return welcomed ? Long.MAX_VALUE : Math.max(0, goneAt + graceNanos - now);
  }
}
