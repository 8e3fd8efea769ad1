package dev.rondo.lobby;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import com.google.protobuf.Message;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The seats that were given and not yet claimed, by token. A seat can be claimed once and expires.
 *
 * <p><b>Threads:</b> the front loop only; expiry runs there too.
 *
 * <p><b>Bound:</b> every seat counts for its address, so there are never more than the addresses allow.
 */
final class SeatBook {
  private final Cache<String, HeldSeat> seats;

  /** A seat that waits for its WebSocket. */
  sealed interface HeldSeat {
    OpenRoom room();

    /** Who asked for it. */
    InetAddress address();
  }

  /** For a new player; it holds a place in the room. */
  record JoinSeat(OpenRoom room, InetAddress address, Message join) implements HeldSeat {}

  /** For a player who has a place. */
  record ResumeSeat(OpenRoom room, InetAddress address, int playerId, int applied)
      implements HeldSeat {}

  SeatBook(
      Duration valid, ScheduledExecutorService front, Ticker ticker, Consumer<HeldSeat> onExpired) {
    seats = Caffeine.newBuilder()
        .expireAfterWrite(valid)
        .executor(front)
        .scheduler(Scheduler.forScheduledExecutorService(front))
        .ticker(ticker)
        .evictionListener((token, seat, cause) -> {
          if (seat instanceof HeldSeat held) {
            onExpired.accept(held);
          }
        })
        .build();
  }

  /** Keeps a seat and returns its token. */
  String give(HeldSeat seat) {
    String token = Tokens.next();
    seats.put(token, seat);
    return token;
  }

  /** Takes a seat out, or null if it is unknown, was taken out, or has expired. */
  @Nullable
  HeldSeat take(String token) {
    return seats.asMap().remove(token);
  }

  int size() {
    return seats.asMap().size();
  }
}
