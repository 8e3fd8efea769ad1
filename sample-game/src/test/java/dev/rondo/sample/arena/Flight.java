package dev.rondo.sample.arena;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Input;
import dev.rondo.protocol.v1.Leave;
import dev.rondo.protocol.v1.ServerFrame;
import dev.rondo.room.Connection;
import dev.rondo.room.Inbound;
import dev.rondo.room.LeaveReason;
import dev.rondo.room.Limits;
import dev.rondo.room.RoomExecutor;
import dev.rondo.room.RoomHost;
import dev.rondo.room.RoomOptions;
import dev.rondo.room.Stay;
import dev.rondo.sample.arena.contract.Command;
import dev.rondo.sample.arena.contract.Event;
import dev.rondo.sample.arena.contract.Join;
import dev.rondo.sample.arena.contract.Say;
import dev.rondo.sample.arena.contract.Steer;
import dev.rondo.sample.arena.contract.World;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An arena whose time passes tick by tick, when the test says so. Ends it when it is closed. */
final class Flight implements AutoCloseable {
  private final Clock clock = new Clock();
  private final RoomHost host;

  Flight(long seed) {
    host = new RoomHost(
        "arena-1",
        new ArenaRoom(),
        RoomOptions.defaults().tickRate(30),
        Limits.defaults(),
        seed,
        clock,
        () -> {});
    host.start(0);
  }

  Seat join(String name) {
    Seat seat = new Seat();
    seat.inbound = host.join(
        seat, player -> new Uncounted(), Join.newBuilder().setName(name).build());
    return seat;
  }

  void ticks(int count) {
    for (int i = 0; i < count; i++) {
      clock.tick();
    }
  }

  boolean closed() {
    return host.closed();
  }

  @Override
  public void close() {
    host.stop(LeaveReason.STOPPING, "");
  }

  /** The loop of one room: what is to be run is run at once, but for the next tick. */
  private static final class Clock implements RoomExecutor {
    private long now;
    private long due;
    private Runnable next = () -> {};

    @Override
    public long nanoTime() {
      return now;
    }

    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public void at(long nanoTime, Runnable task) {
      due = nanoTime;
      next = task;
    }

    void tick() {
      now = due;
      next.run();
    }
  }

  /** A stay of which nobody keeps account. */
  private static final class Uncounted implements Stay {
    @Override
    public String newToken() {
      return "";
    }

    @Override
    public void keepNewestToken() {}

    @Override
    public void ended() {}
  }

  /** A pilot's side. */
  static final class Seat implements Connection {
    private final List<Event> events = new ArrayList<>();
    private final List<LeaveReason> closes = new ArrayList<>();
    private World world = World.getDefaultInstance();
    private @Nullable Inbound inbound;
    private int player;
    private int sequence;
    private int commands;

    /** Flies like this from the next tick on. */
    void steer(Steer.Builder steer) {
      send(ClientFrame.newBuilder()
          .addInputs(Input.newBuilder()
              .setSequence(++sequence)
              .setPayload(steer.build().toByteString())));
    }

    void say(String text) {
      send(ClientFrame.newBuilder()
          .addCommands(dev.rondo.protocol.v1.Command.newBuilder()
              .setSequence(++commands)
              .setPayload(Command.newBuilder()
                  .setSay(Say.newBuilder().setText(text))
                  .build()
                  .toByteString())));
    }

    void leave() {
      send(ClientFrame.newBuilder().setLeave(Leave.getDefaultInstance()));
    }

    World world() {
      return world;
    }

    List<Event> events() {
      return events;
    }

    List<LeaveReason> closes() {
      return closes;
    }

    dev.rondo.sample.arena.contract.Ship ship() {
      return world.getShipsList().stream()
          .filter(ship -> ship.getPlayer() == player)
          .findFirst()
          .orElseThrow();
    }

    private Inbound inbound() {
      return Objects.requireNonNull(inbound, "this pilot has not joined");
    }

    private void send(ClientFrame.Builder frame) {
      inbound().receive(Unpooled.wrappedBuffer(frame.build().toByteArray()));
    }

    @Override
    public boolean congested() {
      return false;
    }

    @Override
    public void send(ByteBuf header, ByteBuf shared) {
      byte[] bytes = new byte[header.readableBytes() + shared.readableBytes()];
      header.getBytes(header.readerIndex(), bytes, 0, header.readableBytes());
      shared.getBytes(shared.readerIndex(), bytes, header.readableBytes(), shared.readableBytes());
      try {
        ServerFrame frame = ServerFrame.parseFrom(bytes);
        if (frame.getControl().hasWelcome()) {
          player = frame.getControl().getWelcome().getPlayer();
        }
        for (dev.rondo.protocol.v1.Event event : frame.getEventsList()) {
          events.add(Event.parseFrom(event.getPayload()));
        }
        world = World.parseFrom(bytes);
      } catch (InvalidProtocolBufferException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void close(LeaveReason reason, String text) {
      closes.add(reason);
    }
  }
}
