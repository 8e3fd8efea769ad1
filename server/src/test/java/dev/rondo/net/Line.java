package dev.rondo.net;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rondo.room.Limits;
import dev.rondo.room.RoomOptions;
import dev.rondo.room.RoomType;
import dev.rondo.test.Door;
import dev.rondo.test.DuelLog;
import dev.rondo.test.DuelRoom;
import dev.rondo.test.DuelServer;
import dev.rondo.test.Tls;
import io.netty.channel.epoll.Epoll;
import io.netty.handler.ssl.SslProvider;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ways in which bytes reach a server: what polls the sockets, and who does TLS. */
enum Line {
  NIO(false, null),
  NIO_WITH_TLS_OF_THE_JDK(false, SslProvider.JDK),
  NIO_WITH_OPENSSL(false, SslProvider.OPENSSL),
  EPOLL(true, null),
  EPOLL_WITH_TLS_OF_THE_JDK(true, SslProvider.JDK),
  EPOLL_WITH_OPENSSL(true, SslProvider.OPENSSL);

  private final boolean epoll;
  private final @Nullable SslProvider tls;

  Line(boolean epoll, @Nullable SslProvider tls) {
    this.epoll = epoll;
    this.tls = tls;
  }

  boolean tls() {
    return tls != null;
  }

  /** Starts a server that is reached this way; elsewhere than on Linux there is no epoll to try. */
  DuelServer start() {
    assumeTrue(!epoll || Epoll.isAvailable());
    DuelLog log = new DuelLog();
    RoomType duel = new RoomType(
        "duel",
        () -> new DuelRoom(log),
        DuelServer.testOptions(RoomOptions.defaults()).maxPlayers(50).tickRate(20));
    Network network = new Network(
        new NetOptions(
            "localhost",
            0,
            List.of(),
            List.of(),
            null,
            Map.of(),
            tls == null ? null : Tls.server(tls)),
        Limits.builder().connectionsPerAddress(1_000).lagMillis(600_000).build(),
        Map.of("duel", duel),
        () -> 1,
        epoll ? Transport.epoll() : Transport.nio());
    Door door = new Door(network.port(), tls == null ? null : Tls.client());
    return new DuelServer(network::stats, network::close, log, door);
  }
}
