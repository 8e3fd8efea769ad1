package dev.rondo.test;

import com.google.protobuf.ByteString;
import dev.rondo.client.ClientSession;
import dev.rondo.client.Contract;
import dev.rondo.client.Outlet;
import dev.rondo.client.RoomAdapter;
import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.ServerFrame;
import dev.rondo.test.Door.SocketSetup;
import dev.rondo.test.duel.Board;
import dev.rondo.test.duel.Duel;
import dev.rondo.test.duel.Event;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A player who keeps a copy of the whole board and says after each frame what it has applied, as fast or
 * as slowly as the test has it read.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class CrowdPlayer implements AutoCloseable {
  private static final Contract<Board, Event> DUEL =
      Contract.of(Duel.getDefaultInstance(), Board.class, Event.class);

  private final RawClient wire;
  private final ClientSession<Board, Event> session =
      new ClientSession<>(DUEL, System::nanoTime, new RoomAdapter<>() {});
  private final List<Arrival> arrivals = new ArrayList<>();

  /**
   * A frame that was read.
   *
   * @param tick of which tick it is
   * @param frame what is around the state
   * @param events what it tells of
   * @param bytes how long it was
   * @param nanos when it was read
   * @param board the state as it was then
   */
  public record Arrival(
      int tick, ServerFrame frame, List<String> events, int bytes, long nanos, Board board) {}

  private CrowdPlayer(RawClient wire) {
    this.wire = wire;
    session.connected(new Nowhere());
  }

  /** Joins a duel. */
  public static CrowdPlayer join(DuelServer server, String name, SocketSetup setup) {
    return new CrowdPlayer(server.door().play(name, setup));
  }

  /** Where the bytes come from. */
  public RawClient wire() {
    return wire;
  }

  /** All frames that were read. */
  public List<Arrival> arrivals() {
    return arrivals;
  }

  /** Reads and applies a frame, and says so. */
  public Arrival read() {
    return read(applied -> ClientFrame.newBuilder());
  }

  /** Reads and applies a frame, and says so with what else the player says then. */
  public Arrival read(Function<Arrival, ClientFrame.Builder> besides) {
    Arrival arrival = apply(wire.dataFrame());
    wire.send(besides.apply(arrival).setApplied(arrival.tick()));
    return arrival;
  }

  private Arrival apply(WireFrame frame) {
    long now = System.nanoTime();
    if (frame.saysGoodbye()) {
      throw new AssertionError("the server let the player go: " + frame.frame());
    }
    ByteString bytes = frame.payload();
    session.receive(Unpooled.wrappedBuffer(bytes.asReadOnlyByteBuffer()));
    List<String> events =
        frame.events().stream().map(event -> event.getShouted().getText()).toList();
    Arrival arrival =
        new Arrival(session.tick(), frame.frame(), events, bytes.size(), now, session.state());
    arrivals.add(arrival);
    return arrival;
  }

  @Override
  public void close() {
    wire.close();
  }

  /** Takes what the session would send by itself: the test decides when this player speaks. */
  private static final class Nowhere implements Outlet {
    @Override
    public boolean congested() {
      return false;
    }

    @Override
    public void send(ByteBuf frame) {
      frame.release();
    }

    @Override
    public void close(int code, String reason) {}
  }
}
