package dev.rondo.room;

import com.google.protobuf.Message;
import dev.rondo.protocol.ClientFrameReader;
import dev.rondo.protocol.ClientFrameReceiver;
import dev.rondo.protocol.v1.AckedPart;
import dev.rondo.protocol.v1.Desync;
import dev.rondo.protocol.v1.Part;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What came from one player's client, over all its connections, and waits for the tick.
 *
 * <p><b>Threads:</b> the room's loop only.
 *
 * <p><b>Bound:</b> {@code inputQueue} inputs, {@code commandQueue} commands, one attachment of
 * {@link RoomOptions#attachmentBytes} under way.
 */
final class Inbox implements ClientFrameReceiver {
  private final RoomHost host;
  private final Session session;
  private final @Nullable Incoming commandType;
  private final InputBuffer inputs;
  private final ArrayDeque<Spoken> commands = new ArrayDeque<>();
  private final Upload upload;
  private int inputsInFrame;
  private int receivedCommand;

  Inbox(RoomHost host, Session session) {
    this.host = host;
    this.session = session;
    commandType = host.contract().command();
    inputs =
        new InputBuffer(host.limits().inputQueue(), host.options().idlePolicy(), host::newInput);
    upload = new Upload(host.options().attachmentBytes(), commandType);
  }

  /**
   * Takes a frame.
   *
   * @throws dev.rondo.protocol.MalformedFrameException if it is none
   * @throws RuleBrokenException if something in it is not allowed
   */
  void receive(ByteBuf frame) {
    inputsInFrame = 0;
    ClientFrameReader.read(frame, this);
  }

  @Override
  public void applied(int tick) {
    session.feed().applied(tick);
  }

  @Override
  public void input(int sequence, int seenTick, ByteBuf payload) {
    if (session.departure() != null || !inputs.isNew(sequence)) {
      return;
    }
    if (!host.contract().hasInput()) {
      throw new RuleBrokenException(
          "An input came, and the contract " + host.contract().name() + " has none");
    }
    int limit = host.limits().inputQueue();
    if (++inputsInFrame > limit) { // more could only drop each other, and each costs its decoding
      throw new RuleBrokenException(
          "More than " + limit + " inputs came in one frame; send fewer, or raise inputQueue");
    }
    inputs.add(sequence, payload);
  }

  @Override
  public void command(int sequence, boolean asks, ByteBuf payload) {
    if (session.departure() != null || Integer.compareUnsigned(sequence, receivedCommand) <= 0) {
      return;
    }
    if (commandType == null) {
      throw new RuleBrokenException(
          "A command came, and the contract " + host.contract().name() + " has none");
    }
    if (sequence != receivedCommand + 1) { // one that is missing would never be sent again
      throw new RuleBrokenException("Command " + Integer.toUnsignedString(sequence)
          + " came (expected: " + Integer.toUnsignedString(receivedCommand + 1) + ")");
    }
    Message command = commandType.readCommand(payload);
    if (asks && Incoming.isKnown(command) && !host.contract().isAnswered(command)) {
      throw new RuleBrokenException(
          "A command asked that is never answered: " + Contract.caseOf(command));
    }
    keep(new Spoken(command, sequence, asks, null));
    receivedCommand = sequence;
  }

  @Override
  public void part(Part part) {
    if (session.departure() != null) {
      return;
    }
    Spoken spoken = upload.add(part);
    if (spoken != null) {
      keep(spoken);
    }
  }

  @Override
  public void desync(Desync desync) {
    session.feed().desync(desync);
  }

  @Override
  public void leave() {
    session.depart(LeaveReason.LEFT, "");
  }

  private void keep(Spoken spoken) {
    int limit = host.limits().commandQueue();
    if (commands.size() == limit) {
      throw new RuleBrokenException(
          "More than " + limit + " commands came within a tick; send fewer, or raise commandQueue");
    }
    commands.add(spoken);
  }

  // What a tick takes.

  @Nullable
  Spoken nextCommand() {
    return session.departure() == null ? commands.poll() : null;
  }

  boolean takesInputs() {
    return host.contract().hasInput() && session.departure() == null;
  }

  int waitingInputs() {
    return inputs.waiting();
  }

  InputView takeInput() {
    return inputs.take();
  }

  /** The player is away: what comes after the inputs that wait is neutral. */
  void letGo() {
    inputs.letGo();
  }

  int acknowledgedInput() {
    return inputs.acknowledged();
  }

  long droppedInputs() {
    return inputs.dropped();
  }

  int receivedCommand() {
    return receivedCommand;
  }

  AckedPart receivedPart() {
    return upload.acknowledged();
  }
}
