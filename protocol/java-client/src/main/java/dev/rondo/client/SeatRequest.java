package dev.rondo.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.rondo.protocol.v1.Resume;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** One request for a seat, on a connection of its own: docs/WIRE.md sections 2.1 and 2.3. */
final class SeatRequest extends SimpleChannelInboundHandler<FullHttpResponse> {
  private final URI address;
  private final String contentType;
  private final ByteString body;
  private final CompletableFuture<GivenSeat> seat = new CompletableFuture<>();

  private SeatRequest(URI address, String contentType, ByteString body) {
    this.address = address;
    this.contentType = contentType;
    this.body = body;
  }

  /**
   * Asks for a seat in a room.
   *
   * @return the seat, completed on the loop; or a {@link RondoException}
   */
  static CompletableFuture<GivenSeat> join(
      Dialer dialer, EventLoop loop, URI address, Message join) {
    return new SeatRequest(address, "application/protobuf", join.toByteString()).send(dialer, loop);
  }

  /**
   * Asks for a seat to come back to.
   *
   * @return the seat, completed on the loop; or a {@link RondoException}
   */
  static CompletableFuture<GivenSeat> resume(
      Dialer dialer, EventLoop loop, URI address, Resume resume) {
    try {
      ByteString json = ByteString.copyFromUtf8(JsonFormat.printer().print(resume));
      return new SeatRequest(address, "application/json", json).send(dialer, loop);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e); // only an Any of an unknown type cannot be printed
    }
  }

  private CompletableFuture<GivenSeat> send(Dialer dialer, EventLoop loop) {
    dialer.dial(loop, address, this, seat);
    return seat;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    FullHttpRequest request = new DefaultFullHttpRequest(
        HttpVersion.HTTP_1_1,
        HttpMethod.POST,
        address.getRawQuery() == null
            ? address.getRawPath()
            : address.getRawPath() + "?" + address.getRawQuery(),
        Unpooled.wrappedBuffer(body.asReadOnlyByteBuffer()));
    request
        .headers()
        .set(HttpHeaderNames.HOST, address.getRawAuthority())
        .set(HttpHeaderNames.CONTENT_TYPE, contentType)
        .set(HttpHeaderNames.CONTENT_LENGTH, body.size())
        .set(HttpHeaderNames.ACCEPT, HttpHeaderValues.APPLICATION_JSON)
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    ctx.writeAndFlush(request);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpResponse answer) {
    try {
      seat.complete(Answers.seat(address, answer));
    } catch (RondoException e) {
      seat.completeExceptionally(e);
    }
    ctx.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    seat.completeExceptionally(
        Dialer.unreachable(address, "the connection was closed before the answer"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    seat.completeExceptionally(Dialer.unreachable(address, cause));
    ctx.close();
  }
}
