package dev.rondo.net;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.rondo.lobby.AddressQuota;
import dev.rondo.lobby.Lobby;
import dev.rondo.net.HttpHandler.Front;
import dev.rondo.room.Limits;
import dev.rondo.room.RoomHost;
import dev.rondo.room.RoomType;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listening server: the front loop, the loops of the rooms, and the lobby between them.
 *
 * <p><b>Threads:</b> any may call its methods; they ask the front loop.
 */
public final class Network {
  private static final Logger log = LoggerFactory.getLogger(Network.class);
  private static final int STOP_MILLIS = 250;

  /** How long players have to answer the Close: a connection cut before may lose the goodbye with it. */
  private static final int GOODBYE_MILLIS = 150;

  private final EventLoopGroup frontGroup;
  private final EventLoopGroup roomGroup;
  private final EventLoop front;
  private final Lobby lobby;
  private final Connections connections;
  private final Channel listener;
  private final Endpoints endpoints;
  private final Watchdog watchdog;
  private final List<LoopExecutor> loops = new ArrayList<>();
  private int nextLoop;

  /**
   * Starts to listen.
   *
   * @param options where and how
   * @param limits what bounds it
   * @param types what players can ask for, by name
   * @param seeds the seed of each room's chance
   * @throws IllegalStateException if it cannot listen there, saying why and what to do
   */
  public Network(
      NetOptions options, Limits limits, Map<String, RoomType> types, LongSupplier seeds) {
    this(options, limits, types, seeds, Transport.best());
  }

  /** Starts to listen, polling as is said: tests try all there are. */
  Network(
      NetOptions options,
      Limits limits,
      Map<String, RoomType> types,
      LongSupplier seeds,
      Transport transport) {
    InetAddress host = resolve(options.host());
    ClientAddress addresses = new ClientAddress(options.trustedProxies());
    OriginPolicy origins = new OriginPolicy(options.allowedOrigins(), host.isLoopbackAddress());
    frontGroup = transport.loops(1, "rondo-front");
    front = frontGroup.next();
    roomGroup = transport.loops(Runtime.getRuntime().availableProcessors(), "rondo-rooms");
    roomGroup.forEach(loop -> loops.add(new LoopExecutor((EventLoop) loop)));
    AddressQuota quota = new AddressQuota(limits.connectionsPerAddress());
    lobby = new Lobby(types, limits, quota, front, this::nextLoop, seeds, Ticker.systemTicker());
    endpoints = new Endpoints(options.endpoints(), limits);
    connections = new Connections(
        new Front(
            lobby, limits, origins, addresses, quota, endpoints, files(options.staticFiles())),
        options.tls());
    listener = listen(transport, limits, new InetSocketAddress(host, options.port()));
    watchdog = new Watchdog(lobby::allRooms, limits.blockedMillis());
    log.info(
        "Listening on {} ({}, {} room loops)",
        listener.localAddress(),
        transport.name(),
        loops.size());
  }

  /**
   * Returns the port.
   *
   * @return the port that it listens on
   */
  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /**
   * Finds a room.
   *
   * @param id the room's id
   * @return the room, or nothing if there is none
   */
  public Optional<RoomHost> room(String id) {
    return lobby.room(id);
  }

  /**
   * Returns the rooms that run now.
   *
   * @return a copy
   */
  public List<RoomHost> rooms() {
    return lobby.allRooms();
  }

  /**
   * Counts what there is now.
   *
   * @return the counts; nothing of anything once it is closed
   */
  public ServerStats stats() {
    try {
      return front
          .submit(() ->
              new ServerStats(connections.open(), lobby.seats(), lobby.rooms(), lobby.players()))
          .syncUninterruptibly()
          .getNow();
    } catch (RejectedExecutionException e) {
      return new ServerStats(0, 0, 0, 0);
    }
  }

  /**
   * Stops: no new connection, goodbye to all players, and all threads ended. Takes less than half a
   * second, unless a room holds its loop. Not for a room's hook to call: it waits for the loops. Whoever
   * calls while another thread stops it waits for the same end.
   */
  public synchronized void close() {
    if (front.isShuttingDown()) {
      return; // it was closed before
    }
    watchdog.close();
    listener.close().syncUninterruptibly();
    endpoints.close();
    front.submit(lobby::stop).syncUninterruptibly();
    awaitMoves();
    connections.whenAllClosed().awaitUninterruptibly(GOODBYE_MILLIS);
    connections.closeAll().awaitUninterruptibly(STOP_MILLIS);
    var roomsEnded = roomGroup.shutdownGracefully(0, STOP_MILLIS, TimeUnit.MILLISECONDS);
    var frontEnded = frontGroup.shutdownGracefully(0, STOP_MILLIS, TimeUnit.MILLISECONDS);
    roomsEnded.syncUninterruptibly();
    frontEnded.syncUninterruptibly();
  }

  /**
   * Waits until the rooms have said goodbye, and until no channel is between two loops: one that arrived
   * at a loop which is ending would be left open. A loop that has run what it was given by now is past
   * both.
   */
  private void awaitMoves() {
    front.submit(() -> {}).awaitUninterruptibly(STOP_MILLIS);
    for (LoopExecutor loop : loops) {
      loop.eventLoop().submit(() -> {}).awaitUninterruptibly(STOP_MILLIS);
    }
  }

  private LoopExecutor nextLoop() {
    return loops.get(nextLoop++ % loops.size());
  }

  private Channel listen(Transport transport, Limits limits, InetSocketAddress address) {
    ChannelFuture bound = new ServerBootstrap()
        .group(frontGroup)
        .channel(transport.serverChannel())
        .option(ChannelOption.SO_BACKLOG, 1_024)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
        .childOption(
            ChannelOption.WRITE_BUFFER_WATER_MARK,
            new WriteBufferWaterMark(limits.outboundBytes() / 2, limits.outboundBytes()))
        .childHandler(connections)
        .bind(address)
        .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      roomGroup.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
      frontGroup.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
      throw new IllegalStateException(
          "Cannot listen on port " + address.getPort() + " of "
              + address.getAddress().getHostAddress() + ": " + bound.cause().getMessage()
              + ". " + advice(String.valueOf(bound.cause().getMessage())),
          bound.cause());
    }
    return bound.channel();
  }

  /** What can be done about it: the transports have no types for it, only the system's words. */
  private static String advice(String cause) {
    if (cause.contains("in use")) {
      return "Another program may have taken it: end that one, or choose another port with PORT=8081 or -Dport=8081.";
    }
    if (cause.contains("assign")) {
      return "This machine has no such address: choose one of its own with HOST or -Dhost, or 0.0.0.0 for all of them.";
    }
    return "Choose another port with PORT=8081 or -Dport=8081, or another address with HOST or -Dhost.";
  }

  private static @Nullable StaticFiles files(@Nullable String root) {
    return root == null
        ? null
        : new StaticFiles(root, Thread.currentThread().getContextClassLoader());
  }

  private static InetAddress resolve(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(
          "host: \"" + host + "\" (expected: an address of this machine, such as"
              + " localhost or 0.0.0.0)",
          e);
    }
  }
}
