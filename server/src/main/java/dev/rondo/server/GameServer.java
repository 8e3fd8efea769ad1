package dev.rondo.server;

import dev.rondo.net.HttpEndpoint;
import dev.rondo.net.NetOptions;
import dev.rondo.net.Network;
import dev.rondo.net.ServerStats;
import dev.rondo.room.Limits;
import dev.rondo.room.Room;
import dev.rondo.room.RoomOptions;
import dev.rondo.room.RoomType;
import io.netty.handler.ssl.SslContext;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A running game server.
 *
 * <pre>{@code
 * GameServer server = GameServer.builder()
 *     .room("arena", ArenaRoom::new, room -> room.tickRate(30).maxPlayers(16))
 *     .staticFiles("web")
 *     .start();
 * }</pre>
 *
 * <p>Every option and limit can also be set by the JVM or the environment: docs/configuration.md.
 *
 * <p><b>Threads:</b> any.
 */
public final class GameServer implements AutoCloseable {
  private final Network network;
  private final String url;

  private GameServer(Network network, String url) {
    this.network = network;
    this.url = url;
  }

  /**
   * Starts to describe a server.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the port that the server listens on.
   *
   * @return the port; the one that was found if 0 was asked for
   */
  public int port() {
    return network.port();
  }

  /**
   * Returns where a browser on this machine finds the server.
   *
   * @return the address, such as {@code http://localhost:8080}
   */
  public String url() {
    return url;
  }

  /**
   * Counts what there is now.
   *
   * @return the counts; nothing of anything once the server is closed
   */
  public ServerStats stats() {
    return network.stats();
  }

  /**
   * Finds a room that runs.
   *
   * @param id the room's id, as in a seat
   * @param type the game's room
   * @param <R> the game's room
   * @return the room, or nothing if there is none of that id and type
   */
  public <R extends Room<?, ?, ?, ?, ?, ?>> Optional<RoomHandle<R>> room(String id, Class<R> type) {
    return network
        .room(id)
        .filter(host -> host.isA(type))
        .map(host -> new RoomHandle<>(host, type));
  }

  /**
   * Returns the rooms of a type that run now.
   *
   * @param type the game's room
   * @param <R> the game's room
   * @return a copy
   */
  public <R extends Room<?, ?, ?, ?, ?, ?>> List<RoomHandle<R>> rooms(Class<R> type) {
    return network.rooms().stream()
        .filter(host -> host.isA(type))
        .map(host -> new RoomHandle<>(host, type))
        .toList();
  }

  /**
   * Has each room of a type do something, such as telling its players that the server is about to stop.
   *
   * @param type the game's room
   * @param task gets each room, on its loop at its next tick; must not block
   * @param <R> the game's room
   * @return how many rooms were told
   */
  public <R extends Room<?, ?, ?, ?, ?, ?>> int announce(Class<R> type, Consumer<? super R> task) {
    List<RoomHandle<R>> rooms = rooms(type);
    rooms.forEach(room -> room.execute(task));
    return rooms.size();
  }

  /**
   * Stops: the players are told (1001), the rooms end, the port is free. Takes less than half a second.
   * Not from a room's hook: it waits for the loops.
   */
  @Override
  public void close() {
    network.close();
  }

  /** Describes a server. Not for several threads. */
  public static final class Builder {
    private static final String LOOPBACK = "localhost";

    private final Map<String, RoomType> types = new LinkedHashMap<>();
    private final Map<String, HttpEndpoint> endpoints = new LinkedHashMap<>();
    private final Settings settings = Settings.ofProcess();
    private String host = LOOPBACK;
    private int port = 8080;
    private Limits limits = Limits.defaults();
    private List<String> allowedOrigins = List.of();
    private List<String> trustedProxies = List.of();
    private @Nullable String staticFiles;
    private @Nullable SslContext tls;
    private LongSupplier seeds = new SecureRandom()::nextLong;

    private Builder() {}

    /**
     * Sets where to listen. Default: {@code localhost}, which only this machine reaches. Set
     * {@code 0.0.0.0} to let others in.
     *
     * @param address a name or address of this machine
     * @return this
     */
    public Builder host(String address) {
      host = address;
      return this;
    }

    /**
     * Sets the port. Default: 8080.
     *
     * @param number 0 to 65535; 0 for any free one
     * @return this
     */
    public Builder port(int number) {
      port = number;
      return this;
    }

    /**
     * Adds a room type.
     *
     * @param name as it stands in the URL of a join: letters, digits, {@code -} and {@code _}
     * @param newRoom makes a room, usually a constructor
     * @param options changes the defaults of {@link RoomOptions}
     * @return this
     * @throws IllegalArgumentException if the room's contract is not as it should be, an option is out
     *     of its bounds, or there is a room type of this name already
     */
    public Builder room(
        String name,
        Supplier<? extends Room<?, ?, ?, ?, ?, ?>> newRoom,
        UnaryOperator<RoomOptions> options) {
      RoomOptions own =
          settings.overlay(options.apply(RoomOptions.defaults()), "room." + name + ".");
      if (types.putIfAbsent(name, new RoomType(name, newRoom, own)) != null) {
        throw new IllegalArgumentException("room: \"" + name + "\" (expected: each name once)");
      }
      return this;
    }

    /**
     * Sets limits.
     *
     * @param changes changes the defaults of {@link Limits}
     * @return this
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public Builder limits(UnaryOperator<Limits.Builder> changes) {
      limits = changes.apply(Limits.builder()).build();
      return this;
    }

    /**
     * Allows pages of other sites to use this server. Its own pages always may.
     *
     * @param origins exactly {@code scheme://host[:port]}, such as {@code https://play.example.com}
     * @return this
     */
    public Builder allowedOrigins(String... origins) {
      allowedOrigins = List.of(origins);
      return this;
    }

    /**
     * Believes the {@code X-Forwarded-For} of these. Without it, all players behind a proxy count as one
     * address.
     *
     * @param networks addresses or networks, such as {@code 10.0.0.0/8}
     * @return this
     */
    public Builder trustedProxies(String... networks) {
      trustedProxies = List.of(networks);
      return this;
    }

    /**
     * Serves the files of a folder on the class path. What lies in its folder {@code assets} may be kept
     * by browsers for ever, so names there must change with their content.
     *
     * @param folder such as {@code web}
     * @return this
     */
    public Builder staticFiles(String folder) {
      staticFiles = folder;
      return this;
    }

    /**
     * Answers HTTP requests for a path of the game's own, and for all paths below it. It may block: it
     * runs on threads that are there for this alone.
     *
     * @param path such as {@code /api/scores}; not {@code /join}, {@code /resume} or {@code /ws}
     * @param endpoint answers
     * @return this
     * @throws IllegalArgumentException if the path is none, is taken, or is Rondo's
     */
    public Builder http(String path, HttpEndpoint endpoint) {
      if (!path.matches("(/[A-Za-z0-9._~-]+)+") || path.matches("/(join|resume|ws)(/.*)?")) {
        throw new IllegalArgumentException("path: \"" + path
            + "\" (expected: such as /api/scores, and not /join, /resume or /ws)");
      }
      if (endpoints.putIfAbsent(path, endpoint) != null) {
        throw new IllegalArgumentException("path: \"" + path + "\" (expected: each path once)");
      }
      return this;
    }

    /**
     * Speaks TLS.
     *
     * @param context a server context, such as {@code SslContextBuilder.forServer(chain, key).build()}
     * @return this
     */
    public Builder tls(SslContext context) {
      tls = context;
      return this;
    }

    /**
     * Sets where the seeds of the rooms' chance come from. Default: a secure random generator.
     *
     * @param source called once for each new room
     * @return this
     */
    public Builder seeds(LongSupplier source) {
      seeds = source;
      return this;
    }

    /**
     * Starts the server.
     *
     * @return the running server
     * @throws IllegalStateException if it cannot listen, saying why and what to do
     * @throws IllegalArgumentException if an option is out of its bounds
     */
    public GameServer start() {
      Limits bounds = settings.overlay(limits, "");
      for (RoomType type : types.values()) {
        check(type, bounds);
      }
      NetOptions options = new NetOptions(
          settings.plain("host").or(() -> settings.plainEnvironment("HOST")).orElse(host),
          settings
              .plain("port")
              .or(() -> settings.plainEnvironment("PORT"))
              .map(text -> Settings.number("port", text))
              .orElse(port),
          settings.list("allowedOrigins").orElse(allowedOrigins),
          settings.list("trustedProxies").orElse(trustedProxies),
          staticFiles,
          endpoints,
          tls);
      Network network = new Network(options, bounds, types, seeds);
      return new GameServer(network, url(options, network.port()));
    }

    private static void check(RoomType type, Limits limits) {
      checkAtMost(
          type,
          "maxPlayers",
          type.options().maxPlayers(),
          "playersPerRoom",
          limits.playersPerRoom());
      checkAtMost( // a longer one would put out everybody who is to get it
          type,
          "attachmentBytes",
          type.options().attachmentBytes(),
          "attachmentQueueBytes",
          limits.attachmentQueueBytes());
    }

    private static void checkAtMost(
        RoomType type, String option, int value, String limit, int most) {
      if (value > most) {
        throw new IllegalArgumentException(option + " of room type " + type.name() + ": " + value
            + " (expected: at most " + limit + ", " + most + ")");
      }
    }

    private static String url(NetOptions options, int port) {
      boolean everywhere = options.host().equals("0.0.0.0") || options.host().equals("::");
      String scheme = options.tls() == null ? "http" : "https";
      String name = everywhere ? LOOPBACK : options.host();
      boolean bare = name.contains(":") && !name.startsWith("[");
      return scheme + "://" + (bare ? "[" + name + "]" : name) + ":" + port;
    }
  }
}
