package dev.rondo.net;

import io.netty.channel.Channel;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a channel that is not done in time: the first time counts from the accepted connection, TLS
 * included. It must be cancelled before the channel is moved to another loop.
 *
 * <p><b>Threads:</b> the channel's loop.
 */
final class Deadline {
  private final Channel channel;
  private @Nullable ScheduledFuture<?> closing;

  Deadline(Channel channel) {
    this.channel = channel;
  }

  void set(int millis) {
    cancel();
    closing = channel.eventLoop().schedule(() -> channel.close(), millis, TimeUnit.MILLISECONDS);
  }

  void cancel() {
    if (closing != null) {
      closing.cancel(false);
      closing = null;
    }
  }
}
