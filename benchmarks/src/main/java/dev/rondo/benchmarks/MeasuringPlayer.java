package dev.rondo.benchmarks;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.rondo.protocol.Messages;
import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Input;
import dev.rondo.protocol.v1.ServerFrame;
import dev.rondo.sample.arena.contract.Steer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.util.concurrent.Promise;
import java.io.IOException;

/**
 * A player that notes when frames come, and answers each with an input, as the browser SDK does.
 *
 * <p><b>Threads:</b> the loop of the players.
 */
final class MeasuringPlayer extends SimpleChannelInboundHandler<BinaryWebSocketFrame> {
  private static final int TICK =
      WireFormat.FieldType.UINT32.getWireType() | ServerFrame.TICK_FIELD_NUMBER << 3;
  private static final ByteString STEER =
      Steer.newBuilder().setTurn(-0.5f).setThrust(true).build().toByteString();

  private final Timeline frames;
  private final Promise<Void> welcomed;
  private int tick;
  private int sequence;

  /**
   * Makes a player.
   *
   * @param frames where to note the ticks of the frames
   * @param welcomed completed once the first frame has come; failed if none will
   */
  MeasuringPlayer(Timeline frames, Promise<Void> welcomed) {
    this.frames = frames;
    this.welcomed = welcomed;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, BinaryWebSocketFrame frame)
      throws IOException {
    tick = tickOf(frame.content(), tick + 1);
    frames.mark(tick);
    welcomed.trySuccess(null);
    ctx.writeAndFlush(new BinaryWebSocketFrame(input(ctx)), ctx.voidPromise());
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    welcomed.tryFailure(new IOException("the connection ended before its first frame"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    welcomed.tryFailure(cause);
    ctx.close();
  }

  private ByteBuf input(ChannelHandlerContext ctx) {
    Input input = Input.newBuilder()
        .setSequence(++sequence)
        .setSeenTick(tick)
        .setPayload(STEER)
        .build();
    ByteBuf out = ctx.alloc().directBuffer();
    Messages.write(
        out, ClientFrame.newBuilder().setApplied(tick).addInputs(input).build());
    return out;
  }

  /** Reads a frame's tick and steps over the rest: 400 players should cost little beside the server. */
  private static int tickOf(ByteBuf frame, int unlessItSays) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(frame.nioBuffer());
    int found = unlessItSays;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == TICK) {
        found = in.readUInt32();
      } else {
        in.skipField(tag);
      }
    }
    return found;
  }
}
