package dev.rondo.net;

import dev.rondo.lobby.AddressQuota;
import dev.rondo.lobby.RefusalReason;
import dev.rondo.lobby.RefusedException;
import dev.rondo.net.HttpHandler.Front;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.ChannelGroupFuture;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes accepted connections: counts them, in all and for each address, and builds their pipeline. One
 * that is too many is told so and closed.
 *
 * <p><b>Threads:</b> the front loop.
 *
 * <p><b>Bound:</b> {@code connections}, {@code connectionsPerAddress}.
 */
final class Connections extends ChannelInitializer<Channel> {
  private static final Logger log = LoggerFactory.getLogger(Connections.class);

  private final Front front;
  private final @Nullable SslContext tls;
  private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private int open;
  private boolean fullLogged;

  Connections(Front front, @Nullable SslContext tls) {
    this.front = front;
    this.tls = tls;
  }

  /** How many are open. The front loop, as it is a plain count. */
  int open() {
    return open;
  }

  /** Completes once those that are open now are closed. Any thread. */
  ChannelGroupFuture whenAllClosed() {
    return channels.newCloseFuture();
  }

  /** Closes all of them. Any thread. */
  ChannelGroupFuture closeAll() {
    return channels.close();
  }

  @Override
  protected void initChannel(Channel channel) {
    InetAddress address = ((InetSocketAddress) channel.remoteAddress()).getAddress();
    if (open >= front.limits().connections()) {
      logFull();
      refuse(
          channel,
          RefusalReason.ALL_CONNECTIONS_TAKEN,
          "The server has all the " + front.limits().connections()
              + " connections it takes (connections). Try again later.");
      return;
    }
    AddressQuota quota = front.quota();
    boolean counted = !front.addresses().isTrustedProxy(address);
    if (counted && !quota.tryTake(address)) {
      refuse(
          channel,
          RefusalReason.TOO_MANY_CONNECTIONS,
          "This address holds " + front.limits().connectionsPerAddress()
              + " connections and open seats already (connectionsPerAddress).");
      return;
    }
    open++;
    channels.add(channel);
    var frontLoop = channel.eventLoop();
    channel
        .closeFuture()
        .addListener(closed -> Loops.tell(frontLoop, () -> {
          open--;
          if (counted) {
            quota.release(address);
          }
        }));
    buildPipeline(channel);
  }

  private void buildPipeline(Channel channel) {
    Deadline deadline = new Deadline(channel);
    deadline.set(front.limits().handshakeMillis());
    channel.closeFuture().addListener(closed -> deadline.cancel());
    ChannelPipeline pipeline = channel.pipeline();
    if (tls != null) {
      pipeline.addLast(tls.newHandler(channel.alloc()));
    }
    pipeline.addLast(
        new HttpServerCodec(HttpHead.decoder(front.limits().httpHeadBytes())),
        new BodyAggregator(front.limits().httpBodyBytes()),
        new HttpHandler(front, deadline));
  }

  /** Answers before anything was asked, which is as cheap as it gets; under TLS there is no cheap answer. */
  private void refuse(Channel channel, RefusalReason reason, String message) {
    if (tls != null) {
      channel.close();
      return;
    }
    FullHttpResponse refusal = Answers.refusal(new RefusedException(reason, message, 5_000));
    Answers.closes(refusal);
    channel.pipeline().addLast(new HttpResponseEncoder());
    channel.writeAndFlush(refusal).addListener(ChannelFutureListener.CLOSE);
  }

  private void logFull() {
    if (!fullLogged) {
      fullLogged = true;
      log.warn(
          "All {} connections are taken; further ones are refused. Raise Limits.connections if the machine"
              + " has room for more. This is said once.",
          front.limits().connections());
    }
  }
}
