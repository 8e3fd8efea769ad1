package dev.rondo.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Drives a stay over real connections: joins, hands frames over, keeps its time, and comes back when a
 * connection is lost.
 *
 * <p><b>Threads:</b> the loop only, on which all of the stay's connections live.
 */
final class RoomDriver<S extends Message, E extends Message>
    implements RoomListener<E>, WebSocketLink.Receiver {
  private final Dialer dialer;
  private final ServerAddress server;
  private final EventLoop loop;
  private final Contract<S, E> contract;
  private final ClientSession<S, E> session;
  private final RemoteRoom<S> room;
  private final RoomListener<? super E> listener;
  private final Backoff backoff;
  private final CompletableFuture<RemoteRoom<S>> joined = new CompletableFuture<>();

  private boolean comingBack;
  private @Nullable ScheduledFuture<?> timer;
  private long timerAt;

  RoomDriver(
      Dialer dialer,
      ServerAddress server,
      EventLoop loop,
      Contract<S, E> contract,
      DoubleSupplier random,
      Function<? super RemoteRoom<S>, ? extends RoomListener<? super E>> listener) {
    this.dialer = dialer;
    this.server = server;
    this.loop = loop;
    this.contract = contract;
    session = new ClientSession<>(contract, System::nanoTime, this, dialer.times());
    backoff = new Backoff(dialer.times(), random);
    room = new RemoteRoom<>(contract, session, loop, this::settle);
    this.listener = listener.apply(room);
  }

  /** The room once it is ready, or why it could not be joined. */
  CompletionStage<RemoteRoom<S>> joined() {
    return joined.minimalCompletionStage();
  }

  /** Completes with the end of the stay. */
  CompletionStage<Closed> ended() {
    return session.ended();
  }

  RemoteRoom<S> room() {
    return room;
  }

  // Connecting.

  void join(String roomType, Message join) {
    loop.schedule(this::endJoin, dialer.times().join(), TimeUnit.MILLISECONDS);
    SeatRequest.join(dialer, loop, server.join(roomType, contract), join)
        .thenCompose(seat -> {
          contract.checkFits(seat.contract());
          return claim(seat);
        })
        .whenComplete((none, failure) -> {
          if (failure != null) {
            failJoin(reason(failure));
          }
        });
  }

  private void endJoin() {
    if (session.status() == RoomStatus.CONNECTING) {
      failJoin(new RondoException(
          "timeout",
          "The room was not ready within " + dialer.times().join()
              + " ms. Check that the server at " + server.base() + " is well, and try again."));
    }
  }

  private void failJoin(RondoException why) {
    joined.completeExceptionally(why);
    session.giveUp(String.valueOf(why.getMessage()));
    settle();
  }

  private CompletableFuture<Void> claim(GivenSeat seat) {
    if (session.status() == RoomStatus.CLOSED) {
      return CompletableFuture.completedFuture(null); // nobody waits for the seat anymore
    }
    return WebSocketLink.open(dialer, loop, seat.socket(), this).thenAccept(link -> {
      session.connected(link);
      settle();
    });
  }

  private void comeBack() {
    if (!session.needsConnection()) {
      comingBack = false;
      return;
    }
    SeatRequest.resume(dialer, loop, server.resume(), session.resume())
        .thenCompose(this::claim)
        .whenComplete((none, failure) -> {
          comingBack = false;
          if (failure != null) {
            tryAgain(reason(failure));
          }
        });
  }

  private void tryAgain(RondoException failure) {
    if (!failure.isTemporary()) {
      session.giveUp(String.valueOf(failure.getMessage()));
    } else if (session.needsConnection()) {
      comeBackAfter(Math.max(backoff.nextMillis(), failure.retryAfterMillis()));
    }
    settle();
  }

  private void comeBackAfter(int millis) {
    comingBack = true;
    loop.schedule(this::comeBack, millis, TimeUnit.MILLISECONDS);
  }

  // Driving.

  @Override
  public void received(ByteBuf message) {
    session.receive(message);
    settle();
  }

  @Override
  public void unreadable(String problem) {
    session.unreadable(problem);
    settle();
  }

  @Override
  public void disconnected(int code, String reason) {
    session.disconnected(code, reason);
    settle();
  }

  @Override
  public void drained() {
    session.run();
    settle();
  }

  /** After each call of the session: sees to what is due, and to a connection if there is none. */
  private void settle() {
    if (session.needsConnection() && !comingBack) {
      comeBackAfter(backoff.nextMillis());
    }
    long nanos = session.nanosUntilDue();
    long at = System.nanoTime() + nanos;
    if (timer != null && (nanos == Long.MAX_VALUE || timerAt - at > 0)) {
      timer.cancel(false);
      timer = null;
    }
    if (timer == null && nanos != Long.MAX_VALUE) {
      timerAt = at;
      timer = loop.schedule(this::runDue, nanos, TimeUnit.NANOSECONDS);
    }
  }

  /** A timer that is early, because something else came meanwhile, finds nothing due. */
  private void runDue() {
    timer = null;
    session.run();
    settle();
  }

  // Telling.

  @Override
  public void onReady() {
    joined.complete(room);
    listener.onReady();
  }

  @Override
  public void onEvent(E event, int tick, @Nullable ByteString attachment) {
    listener.onEvent(event, tick, attachment);
  }

  @Override
  public void onFrame(int tick) {
    listener.onFrame(tick);
  }

  @Override
  public void onDesync(int tick, Difference first) {
    listener.onDesync(tick, first);
  }

  @Override
  public void onDisconnected() {
    listener.onDisconnected();
  }

  @Override
  public void onResumed(int missed) {
    backoff.reset();
    listener.onResumed(missed);
  }

  @Override
  public void onClosed(Closed closed) {
    if (!joined.completeExceptionally(closed.error()) && !joined.isCompletedExceptionally()) {
      listener.onClosed(closed);
    }
  }

  private static RondoException reason(Throwable failure) {
    Throwable wrapped = failure instanceof CompletionException ? failure.getCause() : failure;
    Throwable cause = wrapped == null ? failure : wrapped;
    if (cause instanceof RondoException known) {
      return known;
    }
    return new RondoException("unreachable", "The connection failed: " + cause, cause);
  }
}
