package dev.rondo.room;

import com.google.protobuf.Message;
import com.google.protobuf.MessageLite;
import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Input;
import dev.rondo.protocol.v1.Leave;
import dev.rondo.protocol.v1.Part;
import dev.rondo.test.Numbering;
import dev.rondo.test.duel.Bet;
import dev.rondo.test.duel.Command;
import dev.rondo.test.duel.Join;
import dev.rondo.test.duel.Move;
import dev.rondo.test.duel.Shout;
import dev.rondo.testing.VirtualExecutor;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A scripted room on virtual time, and its players. A lost connection is a leave, unless the options say
 * otherwise. Ends the room when it is closed.
 */
final class Match implements AutoCloseable {
  // Clients say what they have applied only where a test has them do so.
  private static final int PATIENT_MILLIS = 600_000;
  private static final int PATIENT_BYTES = 1_073_741_824;

  private final VirtualExecutor loop;
  private final ScriptedRoom room = new ScriptedRoom();
  private final RoomHost host;
  private final Duration period;
  private int timesClosed;

  Match() {
    this(new VirtualExecutor());
  }

  Match(VirtualExecutor loop) {
    this(loop, options -> options.graceSeconds(0), limits -> limits);
  }

  Match(UnaryOperator<Limits.Builder> limits) {
    this(options -> options.graceSeconds(0), limits);
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
    Limits bounds = limits
        .apply(Limits.builder().lagMillis(PATIENT_MILLIS).lagBytes(PATIENT_BYTES))
        .build();
    host = new RoomHost("duel-1", room, own, bounds, 42, loop, () -> timesClosed++);
  }

  /** A player's side: what was sent to it, and what it sends. */
  static final class Client {
    private final Numbering numbering = new Numbering();
    private final int player;
    private final RecordedStay stay;
    private RecordedConnection connection;
    private Inbound inbound;

    Client(int player, RecordedStay stay, RecordedConnection connection, Inbound inbound) {
      this.player = player;
      this.stay = stay;
      this.connection = connection;
      this.inbound = inbound;
    }

    /** The newest of its connections. */
    RecordedConnection connection() {
      return connection;
    }

    Inbound inbound() {
      return inbound;
    }

    RecordedStay stay() {
      return stay;
    }

    int player() {
      return player;
    }

    void send(ClientFrame frame) {
      ByteBuf bytes = Unpooled.wrappedBuffer(numbering.number(frame).toByteArray());
      inbound.receive(bytes);
      bytes.release();
    }

    void shout(String text) {
      send(ClientFrame.newBuilder().addCommands(command(shouting(text))).build());
    }

    /** Sends a bet that asks for a reply. */
    void bet(int gold) {
      send(ClientFrame.newBuilder()
          .addCommands(command(betting(gold)).toBuilder().setAsks(true))
          .build());
    }

    void part(Part.Builder part) {
      send(ClientFrame.newBuilder().setPart(part).build());
    }

    void leave() {
      send(ClientFrame.newBuilder().setLeave(Leave.getDefaultInstance()).build());
    }

    /** The connection is lost. */
    void drop() {
      inbound.disconnected();
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

    void applied(int tick) {
      send(ClientFrame.newBuilder().setApplied(tick).build());
    }
  }

  /** A command that is numbered when it is sent. */
  static dev.rondo.protocol.v1.Command command(MessageLite command) {
    return dev.rondo.protocol.v1.Command.newBuilder()
        .setPayload(command.toByteString())
        .build();
  }

  static Command shouting(String text) {
    return Command.newBuilder().setShout(Shout.newBuilder().setText(text)).build();
  }

  static Command betting(int gold) {
    return Command.newBuilder().setBet(Bet.newBuilder().setGold(gold)).build();
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
    return join(host, Join.newBuilder().setName(name).build());
  }

  static Client join(RoomHost host, Message join) {
    RecordedConnection connection = new RecordedConnection();
    RecordedStay stay = new RecordedStay();
    int[] player = new int[1];
    Inbound inbound = host.join(
        connection,
        id -> {
          player[0] = id;
          return stay;
        },
        join);
    return new Client(player[0], stay, connection, inbound);
  }

  /** Has a client come back, which has applied everything up to a tick. */
  boolean resume(Client client, int applied) {
    RecordedConnection connection = new RecordedConnection();
    Inbound inbound = host.resume(client.player, connection, applied);
    if (inbound == null) {
      return false;
    }
    client.connection = connection;
    client.inbound = inbound;
    return true;
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
