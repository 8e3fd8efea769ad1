package dev.rondo.client;

import com.google.protobuf.Message;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A Rondo server, as a client sees it.
 *
 * <pre>{@code
 * try (RondoClient client = RondoClient.builder(URI.create("http://localhost:8080")).build()) {
 *   RemoteRoom<World> room = client
 *       .joinOrCreate("arena", ARENA, Join.newBuilder().setName("Ada").build(), Bot::new)
 *       .toCompletableFuture()
 *       .join();
 *   room.send(hello).toCompletableFuture().join();
 * }
 * }</pre>
 *
 * where {@code Bot} is a {@link RoomListener} whose constructor takes the room.
 *
 * <p>A room that loses its connection comes back by itself: after a random share of 250 ms, then of
 * twice as long each time up to 5 seconds, until the room's grace period is over.
 *
 * <p><b>Threads:</b> any. Each room lives on one loop, where its listener is called.
 *
 * <p><b>Bound:</b> 5 seconds for a connection or an answer, 64 KiB an answer, 1 MiB a message, and those
 * of {@link RemoteRoom}.
 */
public final class RondoClient implements AutoCloseable {
  private final ServerAddress server;
  private final Dialer dialer;
  private final DoubleSupplier random;
  private final EventLoopGroup loops;
  private final boolean ownsLoops;
  private final Set<RemoteRoom<?>> rooms = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private RondoClient(
      ServerAddress server,
      Dialer dialer,
      DoubleSupplier random,
      EventLoopGroup loops,
      boolean ownsLoops) {
    this.server = server;
    this.dialer = dialer;
    this.random = random;
    this.loops = loops;
    this.ownsLoops = ownsLoops;
  }

  /**
   * Describes a client.
   *
   * @param server the server's URL, {@code http} or {@code https} ({@code ws} and {@code wss} mean the
   *     same); a path is kept as a prefix, for servers behind a proxy
   * @return a builder
   * @throws IllegalArgumentException if it is another URL
   */
  public static Builder builder(URI server) {
    return new Builder(ServerAddress.of(server));
  }

  /**
   * Joins a room of a type: one that has a free seat, or a new one.
   *
   * @param roomType the name under which the server has the room type
   * @param contract what is spoken in the room
   * @param join what the player brings along: the contract's join message
   * @param listener makes the listener, at once, of the room that it will be told about
   * @param <S> the contract's state message
   * @param <E> the contract's event message
   * @return the room once it is ready, which means that all of its state is here; fails with a
   *     {@link RondoException} when it cannot be joined, or is not ready within 10 seconds
   * @throws IllegalArgumentException if {@code join} is another message
   */
  public <S extends Message, E extends Message> CompletionStage<RemoteRoom<S>> joinOrCreate(
      String roomType,
      Contract<S, E> contract,
      Message join,
      Function<? super RemoteRoom<S>, ? extends RoomListener<? super E>> listener) {
    contract.checkJoin(join);
    return open(roomType, contract, join, listener);
  }

  /**
   * Joins a room whose players bring nothing along, or nothing that must be said.
   *
   * @param roomType the name under which the server has the room type
   * @param contract what is spoken in the room
   * @param listener makes the listener, at once, of the room that it will be told about
   * @param <S> the contract's state message
   * @param <E> the contract's event message
   * @return the room once it is ready, which means that all of its state is here; fails with a
   *     {@link RondoException} when it cannot be joined, or is not ready within 10 seconds
   */
  public <S extends Message, E extends Message> CompletionStage<RemoteRoom<S>> joinOrCreate(
      String roomType,
      Contract<S, E> contract,
      Function<? super RemoteRoom<S>, ? extends RoomListener<? super E>> listener) {
    return open(roomType, contract, contract.defaultJoin(), listener);
  }

  private <S extends Message, E extends Message> CompletionStage<RemoteRoom<S>> open(
      String roomType,
      Contract<S, E> contract,
      Message join,
      Function<? super RemoteRoom<S>, ? extends RoomListener<? super E>> listener) {
    EventLoop loop = loops.next();
    RoomDriver<S, E> driver = new RoomDriver<>(dialer, server, loop, contract, random, listener);
    RemoteRoom<S> room = driver.room();
    rooms.add(room);
    driver.ended().thenRun(() -> rooms.remove(room));
    try {
      loop.execute(() -> driver.join(roomType, join));
      if (closed) { // looked at after it was added, so either this or close() leaves it
        room.leave();
      }
    } catch (RejectedExecutionException e) {
      rooms.remove(room);
      return CompletableFuture.failedFuture(
          new RondoException("closed", "The client is closed. Make another one.", e));
    }
    return driver.joined();
  }

  /**
   * Leaves all rooms and stops the threads that the client has of its own. Waits for both, up to 4 seconds,
   * unless it is called on one of the client's loops.
   */
  @Override
  public void close() {
    closed = true;
    CompletableFuture<?> left = CompletableFuture.allOf(List.copyOf(rooms).stream()
        .map(room -> room.leave().toCompletableFuture())
        .toArray(CompletableFuture<?>[]::new));
    CompletableFuture<?> stopped = left.handle((all, failure) -> ownsLoops).thenAccept(owned -> {
      if (owned) {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      }
    });
    if (!isOnLoop()) {
      stopped
          .completeOnTimeout(null, 2L * dialer.times().leave(), TimeUnit.MILLISECONDS)
          .join();
      if (ownsLoops) {
        loops.terminationFuture().awaitUninterruptibly(dialer.times().leave());
      }
    }
  }

  private boolean isOnLoop() {
    for (EventExecutor loop : loops) {
      if (loop.inEventLoop()) {
        return true;
      }
    }
    return false;
  }

  /** What a client is made of. */
  public static final class Builder {
    private final ServerAddress server;
    private Class<? extends Channel> channelType = NioSocketChannel.class;
    private @Nullable EventLoopGroup loops;
    private @Nullable SslContext tls;
    private Times times = Times.DEFAULT;
    private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();

    private Builder(ServerAddress server) {
      this.server = server;
    }

    /**
     * Lets rooms live on these loops, which stay the caller's. Without it the client has one thread of its
     * own, a daemon.
     *
     * @param group the loops
     * @param socketType the kind of socket that they poll, such as {@code NioSocketChannel.class}
     * @return this builder
     */
    public Builder eventLoops(EventLoopGroup group, Class<? extends SocketChannel> socketType) {
      loops = group;
      channelType = socketType;
      return this;
    }

    /**
     * Takes this side of TLS, for servers whose certificate the platform does not trust. Without it that of
     * the platform is used, which checks the server's name too.
     *
     * @param context a client's context
     * @return this builder
     */
    public Builder tls(SslContext context) {
      tls = context;
      return this;
    }

    Builder times(Times theTimes) {
      times = theTimes;
      return this;
    }

    Builder random(DoubleSupplier source) {
      random = source;
      return this;
    }

    /**
     * Makes the client. It opens no connection before a room is joined.
     *
     * @return the client, to be closed by the caller
     */
    public RondoClient build() {
      Dialer dialer = new Dialer(channelType, tls == null ? platformTls() : tls, times);
      return loops == null
          ? new RondoClient(server, dialer, random, ownLoop(), true)
          : new RondoClient(server, dialer, random, loops, false);
    }

    private static EventLoopGroup ownLoop() {
      return new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("rondo-client", true), NioIoHandler.newFactory());
    }

    private @Nullable SslContext platformTls() {
      if (!ServerAddress.isSecure(server.base())) {
        return null;
      }
      try {
        return SslContextBuilder.forClient().build();
      } catch (SSLException e) {
        throw new IllegalStateException("The platform has no TLS", e);
      }
    }
  }
}
