package dev.rondo.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What no handler has dealt with. It ends the connection; the operator hears of it only if it is ours. */
final class Mishap {
  private static final Logger log = LoggerFactory.getLogger(Mishap.class);

  private Mishap() {}

  /** Closes the connection that it happened to. */
  static void close(ChannelHandlerContext ctx, Throwable cause) {
    if (byClient(cause)) {
      log.debug("Closed the connection of {}", ctx.channel().remoteAddress(), cause);
    } else {
      log.error(
          "Closed the connection of {}: the server failed", ctx.channel().remoteAddress(), cause);
    }
    ctx.close();
  }

  /**
   * Whether anybody can make it happen from outside: a reset, TLS that fails, bytes that are not TLS, a
   * close within a body.
   */
  static boolean byClient(Throwable cause) {
    return cause instanceof IOException
        || cause instanceof DecoderException
        || cause instanceof PrematureChannelClosureException;
  }
}
