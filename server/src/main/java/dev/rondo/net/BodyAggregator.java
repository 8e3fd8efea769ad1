package dev.rondo.net;

import dev.rondo.lobby.RefusalReason;
import dev.rondo.lobby.RefusedException;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpUtil;
import org.jspecify.annotations.Nullable;

/** Collects a request's body, and answers one that is too long as every refusal is answered. */
final class BodyAggregator extends HttpObjectAggregator {
  private final int maxBytes;

  BodyAggregator(int maxBytes) {
    super(maxBytes);
    this.maxBytes = maxBytes;
  }

  /** A body that is announced as too long is refused by {@link #handleOversizedMessage}, with words. */
  @Override
  protected @Nullable Object newContinueResponse(
      HttpMessage start, int maxContentLength, ChannelPipeline pipeline) {
    return HttpUtil.getContentLength(start, -1L) > maxContentLength
        ? null
        : super.newContinueResponse(start, maxContentLength, pipeline);
  }

  @Override
  protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
    FullHttpResponse refusal = Answers.refusal(new RefusedException(
        RefusalReason.BODY_TOO_LARGE,
        "The body is longer than " + maxBytes + " bytes (httpBodyBytes)."));
    Answers.closes(refusal);
    ctx.writeAndFlush(refusal).addListener(ChannelFutureListener.CLOSE);
  }
}
