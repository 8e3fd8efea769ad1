package dev.rondo.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections on which HTTP is spoken, and gives each a deadline.
 *
 * @param channelType the kind of socket that the loops poll
 * @param tls the client's side of TLS, or null for a server without
 * @param times how long things may take
 */
record Dialer(
    Class<? extends Channel> channelType, @Nullable SslContext tls, Times times) {
  /** The longest answer over HTTP; seats and refusals are far shorter. */
  private static final int ANSWER_BYTES = 64 * 1024;

  /**
   * Opens a connection for one purpose, and closes it when that fails.
   *
   * @param loop where the handler is called, and the result completes
   * @param address whose host and port
   * @param handler speaks HTTP, and completes the result
   * @param result what the connection is for; fails with {@code unreachable} when that takes too long
   */
  void dial(EventLoop loop, URI address, ChannelHandler handler, CompletableFuture<?> result) {
    ChannelFuture opening = new Bootstrap()
        .group(loop)
        .channel(channelType)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, times.connect())
        .handler(pipeline(address, handler))
        .connect(address.getHost(), ServerAddress.port(address));
    opening.addListener((ChannelFutureListener) opened -> {
      if (!opened.isSuccess()) {
        result.completeExceptionally(unreachable(address, opened.cause()));
      }
    });
    ScheduledFuture<?> deadline = loop.schedule(
        () -> result.completeExceptionally(
            unreachable(address, "no answer within " + times.connect() + " ms")),
        times.connect(),
        TimeUnit.MILLISECONDS);
    result.whenComplete((done, failure) -> {
      deadline.cancel(false);
      if (failure != null) {
        opening.channel().close();
      }
    });
  }

  private ChannelInitializer<Channel> pipeline(URI address, ChannelHandler last) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        if (tls != null && ServerAddress.isSecure(address)) {
          channel
              .pipeline()
              .addLast(
                  tls.newHandler(channel.alloc(), address.getHost(), ServerAddress.port(address)));
        }
        channel
            .pipeline()
            .addLast(new HttpClientCodec(), new HttpObjectAggregator(ANSWER_BYTES), last);
      }
    };
  }

  static RondoException unreachable(URI address, Throwable cause) {
    return new RondoException("unreachable", unreachableAt(address, cause.toString()), cause);
  }

  static RondoException unreachable(URI address, String problem) {
    return new RondoException("unreachable", unreachableAt(address, problem));
  }

  private static String unreachableAt(URI address, String problem) {
    return "No Rondo server answered at " + ServerAddress.place(address) + " (" + problem
        + "). Check that it runs and that its URL is right.";
  }
}
