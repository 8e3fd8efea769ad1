package dev.rondo.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpContentException;
import org.jspecify.annotations.Nullable;

/** Collects a request's body. One that is too long reaches {@link HttpHandler} as a request that it refuses. */
final class BodyAggregator extends HttpObjectAggregator {
  BodyAggregator(int maxBytes) {
    super(maxBytes);
  }

  /** A body that is announced as too long is refused by {@link #handleOversizedMessage}, with words. */
  @Override
  protected @Nullable Object newContinueResponse(
      HttpMessage start, int maxContentLength, ChannelPipeline pipeline) {
    return HttpUtil.getContentLength(start, -1L) > maxContentLength
        ? null
        : super.newContinueResponse(start, maxContentLength, pipeline);
  }

  /** Hands on the head alone, marked as unreadable; the aggregator skips what is left of the body. */
  @Override
  protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
    HttpRequest start = (HttpRequest) oversized; // a server decodes nothing else
    FullHttpRequest head = new DefaultFullHttpRequest(
        start.protocolVersion(),
        start.method(),
        start.uri(),
        Unpooled.EMPTY_BUFFER,
        start.headers(),
        EmptyHttpHeaders.INSTANCE);
    head.setDecoderResult(DecoderResult.failure(new TooLongHttpContentException()));
    ctx.fireChannelRead(head);
  }
}
