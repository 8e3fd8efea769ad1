package dev.rondo.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.lobby.AddressQuota;
import dev.rondo.lobby.Lobby;
import dev.rondo.net.HttpHandler.Front;
import dev.rondo.room.Limits;
import dev.rondo.room.RoomOptions;
import dev.rondo.room.RoomType;
import dev.rondo.test.DuelLog;
import dev.rondo.test.DuelRoom;
import dev.rondo.testing.VirtualExecutor;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens to an answer that comes later than the client stays. */
class HttpHandlerTest {
  private final VirtualExecutor roomLoop = new VirtualExecutor();
  private final DefaultEventLoop frontLoop = new DefaultEventLoop();
  private final Connected channel = new Connected();
  private final Limits limits = Limits.defaults();
  private final AddressQuota quota = new AddressQuota(limits.connectionsPerAddress());
  private final RoomType duel =
      new RoomType("duel", () -> new DuelRoom(new DuelLog()), RoomOptions.defaults());
  private final Lobby lobby = new Lobby(
      Map.of("duel", duel), limits, quota, frontLoop, () -> roomLoop, () -> 1, roomLoop::nanoTime);

  @AfterEach
  void stop() {
    lobby.stop();
    roomLoop.runDue();
    frontLoop.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS).syncUninterruptibly();
  }

  @Test
  void leavesNoTimerBehindWhenTheClientWentBeforeItsAnswer() {
    Deadline deadline = new Deadline(channel);
    channel.pipeline().addLast(new HttpHandler(front(), deadline));
    channel.writeInbound(join());
    channel.close();

    roomLoop.runDue(); // the room begins, and the join is answered
    channel.runPendingTasks();

    assertThat(channel.<Object>readOutbound()).isNull();
    assertThat(channel.runScheduledPendingTasks()).as("next timer").isEqualTo(-1);
  }

  @Test
  void answersAClientThatStayed() {
    channel.pipeline().addLast(new HttpHandler(front(), new Deadline(channel)));
    channel.writeInbound(join());

    roomLoop.runDue();
    channel.runPendingTasks();

    assertThat(channel.releaseOutbound()).isTrue();
  }

  private Front front() {
    return new Front(
        lobby,
        limits,
        new OriginPolicy(List.of(), true),
        new ClientAddress(List.of()),
        quota,
        new Endpoints(Map.of(), limits),
        null);
  }

  private static FullHttpRequest join() {
    FullHttpRequest request = new DefaultFullHttpRequest(
        HttpVersion.HTTP_1_1, HttpMethod.POST, "/join/duel", Unpooled.EMPTY_BUFFER);
    request
        .headers()
        .set(HttpHeaderNames.HOST, "localhost")
        .set(HttpHeaderNames.CONTENT_TYPE, "application/json");
    return request;
  }

  /** A channel that comes from somewhere. */
  private static final class Connected extends EmbeddedChannel {
    @Override
    protected SocketAddress remoteAddress0() {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), 50_000);
    }
  }
}
