package dev.rondo.lobby;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import com.google.protobuf.Message;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The seats that were given and not yet claimed, by token. A seat can be claimed once and expires.
 *
 * <p><b>Threads:</b> the front loop only; expiry runs there too.
 *
 * <p><b>Bound:</b> every seat holds a place in a room and counts for its address, so there are never more
 * than both allow.
 */
final class SeatBook {
  private static final int TOKEN_BYTES = 16;

  private final SecureRandom random = new SecureRandom();
  private final Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
  private final Cache<String, HeldSeat> seats;

  /** A seat that waits for its WebSocket. */
  record HeldSeat(OpenRoom room, Message join, InetAddress address) {}

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

  /** Keeps a seat and returns its token: 128 random bits in base64url. */
  String give(HeldSeat seat) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = base64.encodeToString(bytes);
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
