package dev.rondo.room;

import com.google.protobuf.Message;
import dev.rondo.protocol.ClientFrameReader;
import dev.rondo.protocol.ClientFrameReceiver;
import dev.rondo.protocol.MalformedFrameException;
import dev.rondo.protocol.ServerFrameWriter;
import dev.rondo.protocol.v1.Control;
import dev.rondo.protocol.v1.Part;
import dev.rondo.protocol.v1.Ready;
import dev.rondo.protocol.v1.Welcome;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One player's place in a room, from the join to the leave: what came from the client and waits for the
 * tick, and what the client was sent last.
 *
 * <p><b>Threads:</b> the room's loop only.
 *
 * <p><b>Bound:</b> {@code inputQueue} inputs, {@code commandQueue} commands, {@code eventBytes} of
 * backlog.
 */
final class Session implements Inbound, ClientFrameReceiver {
  private final RoomHost host;
  private final Connection connection;
  private final int playerId;
  private final Message join;
  private final @Nullable Incoming inputType;
  private final @Nullable Incoming commandType;
  private final InputBuffer inputs;
  private final ArrayDeque<Message> commands = new ArrayDeque<>();
  private final Backlog backlog;

  private @Nullable Player player;
  private @Nullable LeaveReason departure;
  private int inputsInFrame;
  private boolean hasPrivateEvents;
  private boolean welcomed;
  private int sentTick;
  private int sentAck;
  private int receivedCommand;
  private boolean behind;
  private long behindSince;

  Session(RoomHost host, Connection connection, int playerId, Message join) {
    this.host = host;
    this.connection = connection;
    this.playerId = playerId;
    this.join = join;
    inputType = host.contract().input();
    commandType = host.contract().command();
    Message neutral =
        inputType == null ? join : inputType.neutral(); // without inputs none is ever taken
    inputs = new InputBuffer(host.limits().inputQueue(), host.options().idlePolicy(), neutral);
    backlog = new Backlog(host.limits().eventBytes());
  }

  /** Begins to play, as the game's own kind of player. */
  void play(Player as) {
    as.joined(this);
    player = as;
  }

  int playerId() {
    return playerId;
  }

  Player player() {
    if (player == null) {
      throw new IllegalStateException("player " + playerId + " was not let in yet");
    }
    return player;
  }

  Message join() {
    return join;
  }

  void hasPrivateEvents(boolean has) {
    hasPrivateEvents = has;
  }

  /** Why the player leaves, or null while playing. */
  @Nullable
  LeaveReason departure() {
    return departure;
  }

  /** Ends the connection now and the player's part in the match at the next chance; the first reason counts. */
  void depart(LeaveReason reason, String text) {
    if (departure != null) {
      return;
    }
    departure = reason;
    host.departing(this); // first: whatever the connection does, the player leaves the match
    connection.close(reason, text);
  }

  /** Why the player left. */
  LeaveReason reason() {
    if (departure == null) {
      throw new IllegalStateException("player " + playerId + " has not left");
    }
    return departure;
  }

  // What comes from the client.

  @Override
  public void receive(ByteBuf frame) {
    if (departure != null) {
      return;
    }
    inputsInFrame = 0;
    try {
      ClientFrameReader.read(frame, this);
    } catch (MalformedFrameException e) {
      depart(LeaveReason.UNREADABLE, "The frame cannot be read: " + e.getMessage());
    } catch (RuleBrokenException e) {
      depart(LeaveReason.RULE_BROKEN, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void refuse(LeaveReason reason, String text) {
    depart(reason, text);
  }

  @Override
  public void disconnected() {
    depart(LeaveReason.LOST, "");
  }

  @Override
  public void applied(int tick) {
    // Read and checked as part of the frame; this server sends whole states, so nothing hangs on it
    // yet.
  }

  @Override
  public void input(int sequence, int seenTick, ByteBuf payload) {
    if (departure != null || !inputs.isNew(sequence)) {
      return;
    }
    if (inputType == null) {
      throw new RuleBrokenException(
          "An input came, and the contract " + host.contract().name() + " has none");
    }
    int limit = host.limits().inputQueue();
    if (++inputsInFrame > limit) { // more could only drop each other, and each costs its decoding
      throw new RuleBrokenException(
          "More than " + limit + " inputs came in one frame; send fewer, or raise inputQueue");
    }
    inputs.add(sequence, inputType.read(payload));
  }

  @Override
  public void command(int sequence, boolean asks, ByteBuf payload) {
    if (departure != null || Integer.compareUnsigned(sequence, receivedCommand) <= 0) {
      return;
    }
    receivedCommand = sequence;
    if (commandType == null) {
      throw new RuleBrokenException(
          "A command came, and the contract " + host.contract().name() + " has none");
    }
    int limit = host.limits().commandQueue();
    if (commands.size() == limit) {
      throw new RuleBrokenException(
          "More than " + limit + " commands came within a tick; send fewer, or raise commandQueue");
    }
    Message command = commandType.read(payload);
    if (command.getAllFields().isEmpty()) {
      throw new RuleBrokenException("A command came with nothing set");
    }
    commands.add(command);
  }

  @Override
  public void part(Part part) {
    throw new RuleBrokenException("A part of an attachment came, and this room takes none");
  }

  @Override
  public void leave() {
    depart(LeaveReason.LEFT, "");
  }

  // What a tick takes, and what it sends.

  @Nullable
  Message nextCommand() {
    return departure == null ? commands.poll() : null;
  }

  boolean takesInputs() {
    return inputType != null && departure == null;
  }

  int waitingInputs() {
    return inputs.waiting();
  }

  Message takeInput() {
    return inputs.take();
  }

  long droppedInputs() {
    return inputs.dropped();
  }

  /**
   * Sends this tick's frame, or keeps what the client must not miss if its connection is congested.
   *
   * @param tick the tick's number
   * @param header an empty buffer to write this player's part into
   * @param shared what everybody gets: events up to {@code eventsEnd}, then the rest
   */
  void publish(int tick, ByteBuf header, ByteBuf shared, int eventsEnd) {
    if (departure != null) {
      return;
    }
    if (connection.congested()) {
      fallBehind(tick);
      return;
    }
    behind = false;
    if (!welcomed || tick != sentTick + 1) {
      ServerFrameWriter.writeTick(header, tick);
    }
    if (!welcomed) {
      ServerFrameWriter.writeControl(header, welcome());
      welcomed = true;
    }
    if (inputs.acknowledged() != sentAck) {
      sentAck = inputs.acknowledged();
      ServerFrameWriter.writeAckedInput(header, sentAck);
    }
    backlog.drain(header, tick);
    if (hasPrivateEvents) {
      host.outbox().writeFor(this, header);
      connection.send(header, shared.readerIndex(eventsEnd));
      shared.readerIndex(0);
    } else {
      connection.send(header, shared);
    }
    sentTick = tick;
  }

  private Control welcome() {
    return Control.newBuilder()
        .setWelcome(Welcome.newBuilder().setRoom(host.id()).setPlayer(playerId).setTickNanos((int)
            (TimeUnit.SECONDS.toNanos(1) / host.options().tickRate())))
        .setReady(Ready.getDefaultInstance())
        .build();
  }

  private void fallBehind(int tick) {
    long now = host.nanoTime();
    if (!behind) {
      behind = true;
      behindSince = now;
    }
    host.outbox().keepFor(this, tick, backlog);
    backlog.addRemoved(host.removed());
    if (backlog.overflowed()) {
      depart(
          LeaveReason.TOO_SLOW,
          "The connection is too slow: more than " + host.limits().eventBytes()
              + " bytes of events wait for it (eventBytes)");
    } else if (now - behindSince > TimeUnit.MILLISECONDS.toNanos(host.limits().slowMillis())) {
      depart(
          LeaveReason.TOO_SLOW,
          "The connection is too slow: nothing could be sent for "
              + host.limits().slowMillis() + " ms (slowMillis)");
    }
  }
}
