package dev.rondo.net;

import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * How sockets are polled: native epoll where it loads, NIO elsewhere. Epoll's timers are finer than a
 * millisecond, NIO's are not, which shows in the ticks.
 *
 * @param name for the log
 * @param handlers makes the part of a loop that polls
 * @param serverChannel the channel that accepts
 */
record Transport(
    String name, IoHandlerFactory handlers, Class<? extends ServerChannel> serverChannel) {

  private static final long UNSENT_BYTES = 16_384;

  static Transport best() {
    return Epoll.isAvailable() ? epoll() : nio();
  }

  static Transport epoll() {
    return new Transport("epoll", EpollIoHandler.newFactory(), EpollServerSocketChannel.class);
  }

  static Transport nio() {
    return new Transport("NIO", NioIoHandler.newFactory(), NioServerSocketChannel.class);
  }

  /**
   * Has the kernel take no more than it can soon send, where the transport can ask for that: what waits for a
   * slow client then waits where it is seen, and can still be left out.
   */
  static void holdLittle(Channel channel) {
    if (channel instanceof EpollSocketChannel) {
      channel.config().setOption(EpollChannelOption.TCP_NOTSENT_LOWAT, UNSENT_BYTES);
    }
  }

  MultiThreadIoEventLoopGroup loops(int count, String threadName) {
    return new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory(threadName), handlers);
  }
}
