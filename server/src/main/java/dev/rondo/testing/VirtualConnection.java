package dev.rondo.testing;

import dev.rondo.client.ClientSession;
import dev.rondo.client.CloseName;
import dev.rondo.client.Outlet;
import dev.rondo.protocol.ServerFrameWriter;
import dev.rondo.protocol.v1.Control;
import dev.rondo.protocol.v1.Goodbye;
import dev.rondo.room.Connection;
import dev.rondo.room.Inbound;
import dev.rondo.room.LeaveReason;
import dev.rondo.room.Limits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What stands for a WebSocket: two directions, and an end at each side, of which neither knows more of the
 * other than what arrives.
 */
final class VirtualConnection {
  /** What a client lets wait in its socket before it sends no more: the default of Netty. */
  static final int CLIENT_BYTES = 65_536;

  private static final int RETRY_MILLIS = 500;

  private final OneWay down;
  private final OneWay up;
  private final ClientSession<?, ?> session;
  private final BooleanSupplier clientHolds;
  private final Consumer<byte[]> recorder;
  private final ServerEnd serverEnd = new ServerEnd();
  private final ClientEnd clientEnd = new ClientEnd();
  private @Nullable Inbound room;

  /**
   * Makes a connection that nobody has opened.
   *
   * @param session the client's
   * @param clientHolds whether the client lets its frames wait now
   * @param recorder is given each frame that the server sends
   */
  VirtualConnection(
      OneWay down,
      OneWay up,
      ClientSession<?, ?> session,
      BooleanSupplier clientHolds,
      Consumer<byte[]> recorder) {
    this.down = down;
    this.up = up;
    this.session = session;
    this.clientHolds = clientHolds;
    this.recorder = recorder;
  }

  /** The room's end. */
  Connection serverEnd() {
    return serverEnd;
  }

  /** The room has taken it, and the client goes on with it. */
  void open(Inbound taker) {
    room = taker;
    session.connected(clientEnd);
  }

  /** Whether the client takes it for open. */
  boolean isOpen() {
    return !clientEnd.closed;
  }

  /** Whether the room takes it for open. */
  boolean isServed() {
    return !serverEnd.closed;
  }

  void network(NetworkProfile profile) {
    down.network(profile, profile.downBytesPerSecond());
    up.network(profile, profile.upBytesPerSecond());
  }

  /** Breaks it, so that both sides hear of it. */
  void breakOff() {
    cut();
    serverEnd.hearsItBroke();
    clientEnd.hears(CloseName.LOST.code(), "");
  }

  /** Lets nothing through anymore, and tells nobody. */
  void cut() {
    down.cut();
    up.cut();
  }

  /** Lets nothing through until a time. */
  void hold(long nanoTime) {
    down.hold(nanoTime);
    up.hold(nanoTime);
  }

  /** The client turns to another connection; the server is told nothing. */
  void abandon() {
    cut();
    clientEnd.hears(CloseName.LOST.code(), "");
  }

  /** The server finds that its pings were not answered, if nothing has got through for so long. */
  void missPings(Limits limits) {
    if (isServed() && up.deadNanos() >= pingNanos(limits)) {
      room()
          .refuse(
              LeaveReason.SILENT,
              limits.missedPings() + " pings in a row were not answered (missedPings)");
    }
  }

  /** How long a server waits for an answer to its pings, at most. */
  static long pingNanos(Limits limits) {
    return (long) limits.pingMillis() * (limits.missedPings() + 1) * 1_000_000;
  }

  private Inbound room() {
    if (room == null) {
      throw new IllegalStateException("nobody has opened this connection");
    }
    return room;
  }

  private final class ServerEnd implements Connection {
    private boolean closed;

    @Override
    public boolean congested() {
      return down.congested();
    }

    @Override
    public void send(ByteBuf header, ByteBuf shared) {
      if (!closed) {
        byte[] frame = new byte[header.readableBytes() + shared.readableBytes()];
        header.getBytes(header.readerIndex(), frame, 0, header.readableBytes());
        shared.getBytes(
            shared.readerIndex(), frame, header.readableBytes(), shared.readableBytes());
        send(frame);
      }
    }

    @Override
    public void close(LeaveReason reason, String text) {
      if (closed) {
        return;
      }
      closed = true;
      if (reason != LeaveReason.LOST) {
        send(goodbye(reason, text));
        down.send(0, () -> clientEnd.hears(reason.code(), text));
      }
    }

    void hearsItBroke() {
      if (!closed) {
        room().disconnected();
        closed = true;
      }
    }

    private void send(byte[] frame) {
      recorder.accept(frame);
      down.send(frame.length, () -> {
        if (!clientEnd.closed) {
          session.receive(Unpooled.wrappedBuffer(frame));
        }
      });
    }

    private static byte[] goodbye(LeaveReason reason, String text) {
      Goodbye.Builder goodbye = Goodbye.newBuilder()
          .setCode(reason.code())
          .setReason(text)
          .setComeBack(reason.comeBack());
      if (reason.comeBack()) {
        goodbye.setRetryAfterMillis(RETRY_MILLIS);
      }
      ByteBuf frame = Unpooled.buffer();
      ServerFrameWriter.writeControl(
          frame, Control.newBuilder().setGoodbye(goodbye).build());
      return ByteBufUtil.getBytes(frame);
    }
  }

  private final class ClientEnd implements Outlet {
    private boolean closed;

    @Override
    public boolean congested() {
      return clientHolds.getAsBoolean() || up.congested();
    }

    @Override
    public void send(ByteBuf frame) {
      byte[] bytes = ByteBufUtil.getBytes(frame);
      frame.release();
      up.send(bytes.length, () -> {
        if (isServed()) {
          room().receive(Unpooled.wrappedBuffer(bytes));
        }
      });
    }

    @Override
    public void close(int code, String reason) {
      closed = true;
      up.send(0, serverEnd::hearsItBroke);
    }

    void hears(int code, String text) {
      if (!closed) {
        closed = true;
        session.disconnected(code, text);
      }
    }
  }
}
