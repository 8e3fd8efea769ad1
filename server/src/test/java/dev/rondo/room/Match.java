package dev.rondo.room;

import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Input;
import dev.rondo.test.duel.Command;
import dev.rondo.test.duel.Join;
import dev.rondo.test.duel.Move;
import dev.rondo.test.duel.Shout;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A scripted room on virtual time, and its players. Ends the room when it is closed. */
final class Match implements AutoCloseable {
  private final VirtualExecutor loop;
  private final ScriptedRoom room = new ScriptedRoom();
  private final RoomHost host;
  private final Duration period;
  private int timesClosed;

  Match() {
    this(new VirtualExecutor());
  }

  Match(VirtualExecutor loop) {
    this(loop, options -> options, limits -> limits);
  }

  Match(UnaryOperator<RoomOptions> options, UnaryOperator<Limits.Builder> limits) {
    this(new VirtualExecutor(), options, limits);
  }

  private Match(
      VirtualExecutor loop,
      UnaryOperator<RoomOptions> options,
      UnaryOperator<Limits.Builder> limits) {
    this.loop = loop;
    RoomOptions own = options.apply(RoomOptions.defaults());
    period = Duration.ofNanos(1_000_000_000L / own.tickRate());
    host = new RoomHost(
        "duel-1", room, own, limits.apply(Limits.builder()).build(), 42, loop, () -> timesClosed++);
  }

  /** A player's side: what was sent to it, and what it sends. */
  record Client(RecordedConnection connection, Inbound inbound) {
    void send(ClientFrame frame) {
      ByteBuf bytes = Unpooled.wrappedBuffer(frame.toByteArray());
      inbound.receive(bytes);
      bytes.release();
    }

    void shout(String text) {
      send(ClientFrame.newBuilder()
          .addCommands(Command.newBuilder()
              .setShout(Shout.newBuilder().setText(text))
              .build()
              .toByteString())
          .build());
    }

    /** Sends an input for each number: its sequence, and dx a hundredth of it. */
    void inputs(int... sequences) {
      ClientFrame.Builder frame = ClientFrame.newBuilder();
      for (int sequence : sequences) {
        frame.addInputs(Input.newBuilder()
            .setSequence(sequence)
            .setPayload(Move.newBuilder().setDx(dx(sequence)).build().toByteString()));
      }
      send(frame.build());
    }
  }

  static float dx(int sequence) {
    return Integer.remainderUnsigned(sequence, 100) / 100f;
  }

  /** Begins the room, up to before its first tick. */
  Match start() {
    host.start(0.5);
    loop.runDue();
    return this;
  }

  Client join(String name) {
    RecordedConnection connection = new RecordedConnection();
    Inbound inbound = host.join(connection, Join.newBuilder().setName(name).build());
    return new Client(connection, inbound);
  }

  List<Client> join(String... names) {
    List<Client> clients = new ArrayList<>();
    for (String name : names) {
      clients.add(join(name));
    }
    return clients;
  }

  void tick() {
    loop.advance(period);
  }

  void ticks(int count) {
    for (int i = 0; i < count; i++) {
      tick();
    }
  }

  VirtualExecutor loop() {
    return loop;
  }

  ScriptedRoom room() {
    return room;
  }

  RoomHost host() {
    return host;
  }

  int timesClosed() {
    return timesClosed;
  }

  void stop() {
    host.stop(LeaveReason.STOPPING, "The test is over");
    loop.runDue();
  }

  @Override
  public void close() {
    stop();
  }
}
