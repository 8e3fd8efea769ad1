package dev.rondo.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.rondo.protocol.MalformedFrameException;
import dev.rondo.protocol.v1.Control;
import dev.rondo.protocol.v1.Event;
import dev.rondo.protocol.v1.Resume;
import dev.rondo.protocol.v1.Welcome;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One player's stay in a room over all its connections: what is sent and when, what comes and in which
 * order it is told, and what becomes of both when a connection is lost. It has no socket, no thread and
 * no clock; whoever drives it brings those.
 *
 * <p>The driver asks for a seat, opens a connection, and then calls {@link #connected}, {@link #receive}
 * and {@link #disconnected}. While the status is {@link RoomStatus#RECONNECTING} and there is no
 * connection, it asks for a seat with {@link #resume} and connects again, or says {@link #giveUp}. After
 * each call it sees to it that {@link #run} is called {@link #nanosUntilDue} later.
 *
 * <p><b>Threads:</b> one at a time. Only what the session <em>is</em> may be asked by any at any time:
 * {@link #status}, {@link #id}, {@link #playerId}, {@link #tick}, {@link #tickNanos}, {@link #ackedInput}
 * and {@link #state}. The listener is called, and stages complete, within
 * these calls; both may call the methods with which a player acts, and no others.
 *
 * <p><b>Bound:</b> one input, 32 commands and 8 attachments wait; 32 commands, 32 requests and 32 KiB of
 * one attachment are on their way. What comes is bounded by the driver, frame by frame, and by the room's
 * own bounds.
 *
 * @param <S> the contract's state message
 * @param <E> the contract's event message
 */
public final class ClientSession<S extends Message, E extends Message> {
  private final Contract<S, E> contract;
  private final LongSupplier nanoTime;
  private final Times times;
  private final StateCopy<S> copy;
  private final Narrator<E> narrator;
  private final Line line;
  private final Outgoing outgoing;
  private final Outbox outbox;
  private final Download download = new Download();
  private final CompletableFuture<Closed> closed = new CompletableFuture<>();

  private volatile RoomStatus status = RoomStatus.CONNECTING;
  /** What the first frame of the newest connection said; null before there was one. */
  private volatile @Nullable Welcome welcome;

  private volatile int tick;
  private volatile int ackedInput;

  private boolean applying;
  private boolean leaving;
  private long leaveBy;
  private int missed;

  /**
   * Makes a session that has no connection yet.
   *
   * @param contract what is spoken
   * @param nanoTime a clock that never goes back, in nanoseconds from any origin
   * @param listener is told what happens
   */
  public ClientSession(
      Contract<S, E> contract, LongSupplier nanoTime, RoomListener<? super E> listener) {
    this(contract, nanoTime, listener, Times.DEFAULT);
  }

  ClientSession(
      Contract<S, E> contract,
      LongSupplier nanoTime,
      RoomListener<? super E> listener,
      Times times) {
    this.contract = contract;
    this.nanoTime = nanoTime;
    this.times = times;
    copy = new StateCopy<>(contract);
    narrator = new Narrator<>(contract, listener);
    line = new Line(times);
    outgoing = new Outgoing(contract, times);
    outbox = outgoing.outbox();
  }

  // What is.

  /**
   * Returns where the stay stands.
   *
   * @return the status
   */
  public RoomStatus status() {
    return status;
  }

  /**
   * Returns the room's id.
   *
   * @return the id, empty before the first frame
   */
  public String id() {
    return said().getRoom();
  }

  /**
   * Returns this player's id.
   *
   * @return the id, unsigned, 100 or more; 0 before the first frame
   */
  public int playerId() {
    return said().getPlayer();
  }

  /**
   * Returns the newest tick that was applied.
   *
   * @return the tick, unsigned, counted from 1; 0 before the first frame
   */
  public int tick() {
    return tick;
  }

  /**
   * Returns how long a tick lasts.
   *
   * @return nanoseconds, unsigned; 0 before the first frame
   */
  public int tickNanos() {
    return said().getTickNanos();
  }

  /**
   * Returns the newest input that the server has applied or dropped.
   *
   * @return its sequence, unsigned, counted from 1; 0 before the first
   */
  public int ackedInput() {
    return ackedInput;
  }

  /**
   * Returns the state as it was made by the newest frame. Entities stand in the order of their ids. A field
   * with a step holds the count of steps, which {@link Steps} reads in the game's unit; a single of which
   * nothing is set is not set. The same object until the next frame.
   *
   * @return the state
   */
  public S state() {
    return copy.state();
  }

  // What the player does.

  /**
   * Says what the player wants to do. The newest input takes the place of one that still waits, so it may
   * be called as often as one likes: at most one a tick is sent. While the connection is lost the newest
   * one is kept. Ignored once the stay is over or the room was left.
   *
   * @param input the contract's input message
   * @throws IllegalArgumentException if it is another message
   * @throws RondoException {@code too_long}
   */
  public void input(Message input) {
    contract.checkInput(input);
    if (!isOver()) {
      outgoing.input(input, tick);
      pump();
    }
  }

  /**
   * Sends a command. Commands arrive in their order, also over a lost connection.
   *
   * @param command the contract's command message
   * @return when the server has received it; fails with the code of how the stay ended if it ends before
   * @throws IllegalArgumentException if it is another message, or nothing in it is set
   * @throws RondoException {@code queue_full} when 32 wait to be sent, {@code too_long}, {@code closed}
   */
  public CompletionStage<Void> send(Message command) {
    contract.checkCommand(command);
    checkOpen();
    CompletionStage<Void> received = outgoing.send(command);
    pump();
    return received;
  }

  /**
   * Sends a command and asks for the reply.
   *
   * @param command the contract's command message, of a case that its reply message has too
   * @param reply the class of what that case of the reply holds
   * @param timeoutMillis how long to wait, 1 or more
   * @param <R> the reply
   * @return what the case of the reply holds; fails with a {@link RequestFailedException} when the room
   *     refuses or does not answer in time, and with the code of how the stay ended if it ends before
   * @throws IllegalArgumentException if it is another message, this command has no reply or not one of
   *     this class, or the timeout is below 1
   * @throws RondoException {@code queue_full} when 32 wait to be sent, {@code too_long}, {@code closed}
   */
  public <R> CompletionStage<R> request(Message command, Class<R> reply, int timeoutMillis) {
    FieldDescriptor answer = contract.checkRequest(command, reply, timeoutMillis);
    checkOpen();
    long deadline = nanoTime.getAsLong() + Times.nanos(timeoutMillis);
    CompletionStage<R> answered = outgoing.request(command, answer, reply, deadline);
    pump();
    return answered;
  }

  /**
   * Sends a command with bytes that are too many for a frame, in parts beside everything else. The command
   * takes effect when all of them are there, so later commands may take effect before it.
   *
   * @param command the contract's command message
   * @param data the bytes
   * @return when the server has received all of it; fails with the code of how the stay ended if it ends
   *     before
   * @throws IllegalArgumentException if it is another message, or nothing in it is set
   * @throws IllegalStateException if the room's first frame, which says how long attachments may be, has
   *     not come
   * @throws RondoException {@code too_long} for the command or the data, {@code queue_full} when 8 wait
   *     to be sent, {@code closed}
   */
  public CompletionStage<Void> attach(Message command, ByteString data) {
    contract.checkCommand(command);
    checkOpen();
    if (welcome == null) {
      throw new IllegalStateException("attach() before the room's first frame");
    }
    CompletionStage<Void> received = outgoing.attach(command, data, said().getAttachmentBytes());
    pump();
    return received;
  }

  /**
   * Leaves for good. Commands that wait are sent first, attachments are not. Without a connection the stay
   * is over at once, and the server keeps the player's place until the grace period ends.
   *
   * @return how the stay ended, once it has: after 2 seconds at the latest
   */
  public CompletionStage<Closed> leave() {
    if (!line.isWelcomed()) {
      finish(Closed.by(CloseName.LEFT, ""));
    } else if (!leaving) {
      leaving = true;
      leaveBy = nanoTime.getAsLong() + Times.nanos(times.leave());
      outbox.leave();
      pump();
    }
    return ended();
  }

  // What the driver does.

  /**
   * A connection is open: its WebSocket, or what stands for it, was accepted with the newest seat.
   *
   * @param connection where frames go; closed at once if the stay is over
   * @throws IllegalStateException if there is a connection already
   */
  public void connected(Outlet connection) {
    if (line.isOpen()) {
      throw new IllegalStateException("connected twice; call disconnected() before");
    }
    if (status == RoomStatus.CLOSED) {
      connection.close(CloseName.LEFT.code(), "");
      return;
    }
    line.open(connection, nanoTime.getAsLong());
  }

  /**
   * A message came. Without a connection it is ignored.
   *
   * @param frame one WebSocket message; stays the caller's
   */
  public void receive(ByteBuf frame) {
    Outlet from = line.outlet();
    if (from == null) {
      return;
    }
    applying = true; // what the player does meanwhile leaves in one frame
    try {
      apply(Frame.read(frame), from);
    } catch (MalformedFrameException e) {
      unreadable(String.valueOf(e.getMessage()));
    } finally {
      applying = false;
    }
    pump();
  }

  /**
   * The connection is gone without a goodbye. Without a connection it is ignored.
   *
   * @param code the code of the WebSocket Close that came, 1006 when none came
   * @param reason its reason, or what else is known
   */
  public void disconnected(int code, String reason) {
    if (line.isOpen()) {
      line.drop(nanoTime.getAsLong());
      lose(Closed.byCloseAlone(code, reason));
    }
  }

  /**
   * Says whether the connection was lost and another one is to be opened.
   *
   * @return true while the status is {@link RoomStatus#RECONNECTING} and there is no connection
   */
  public boolean needsConnection() {
    return status == RoomStatus.RECONNECTING && !line.isOpen();
  }

  /**
   * Returns what to ask the server with, to come back.
   *
   * @return the body of {@code POST /resume}
   * @throws IllegalStateException if the status is not {@link RoomStatus#RECONNECTING}
   */
  public Resume resume() {
    if (status != RoomStatus.RECONNECTING) {
      throw new IllegalStateException("status " + status + " (expected: RECONNECTING)");
    }
    return Resume.newBuilder()
        .setToken(said().getResumeToken())
        .setApplied(tick)
        .build();
  }

  /**
   * Ends the stay as lost, because connecting or coming back was refused.
   *
   * @param reason one sentence for the log of the game's developer
   */
  public void giveUp(String reason) {
    finish(Closed.by(CloseName.LOST, reason));
  }

  /** Does what is due: sends, and ends what took too long. */
  public void run() {
    long now = nanoTime.getAsLong();
    outgoing.expire(now);
    if (status == RoomStatus.CLOSED) {
      return;
    }
    if (leaving && now - leaveBy >= 0) {
      finish(Closed.by(CloseName.LEFT, ""));
    } else if (nanosUntilGone(now) == 0) {
      finish(
          Closed.by(CloseName.LOST, "The connection was lost for longer than the grace period."));
    } else if (line.nanosUntilSilent(now) == 0) {
      lose(Closed.by(
          CloseName.LOST, "Nothing came from the server for " + times.silence() + " ms."));
    }
    pump();
  }

  /**
   * Returns when {@link #run} has something to do, unless another call comes before.
   *
   * @return how long until then, in nanoseconds, 0 or more; {@link Long#MAX_VALUE} for never
   */
  public long nanosUntilDue() {
    if (status == RoomStatus.CLOSED) {
      return Long.MAX_VALUE;
    }
    long now = nanoTime.getAsLong();
    long due = Math.min(outgoing.nanosUntilDue(now), line.nanosUntilSilent(now));
    due = Math.min(due, nanosUntilGone(now));
    return leaving ? Math.max(0, Math.min(due, leaveBy - now)) : due;
  }

  /** The stay as a whole, for whoever waits for its end. */
  CompletionStage<Closed> ended() {
    return closed.minimalCompletionStage();
  }

  /** What came is no frame, and no later one can be trusted. */
  void unreadable(String problem) {
    finish(Closed.by(
        CloseName.BAD_ANSWER,
        "The server sent what this client cannot read: " + problem
            + ". Check that both sides use the same contract and the same version of Rondo."));
  }

  // What comes.

  private void apply(Frame frame, Outlet from) {
    Control.Builder control = frame.control();
    if (control.hasGoodbye()) { // which is of no tick, and perhaps the first frame
      goodbye(Closed.by(control.getGoodbye()));
      return;
    }
    long now = nanoTime.getAsLong();
    line.hear(now);
    outbox.heard(now);
    boolean first = !line.isWelcomed();
    if (first) {
      welcome(frame);
    } else if (control.hasWelcome()) {
      throw new MalformedFrameException("a second welcome");
    }
    tick = frame.tickAfter(tick, Math.max(1, said().getSendEvery()));
    ackedInput = frame.ackedInput(ackedInput);
    outgoing.acknowledge(ackedInput, control);
    if (first) {
      outbox.open(from, control.getWelcome().getTickNanos(), now);
    }
    copy.change(frame);
    boolean ready = control.hasReady();
    if (ready && status == RoomStatus.CONNECTING) {
      status = RoomStatus.CONNECTED;
      narrator.ready();
    }
    for (Event event : frame.events()) {
      narrator.event(event.getPayload(), tick - event.getTicksAgo(), null);
    }
    control.getRepliesList().forEach(outgoing::answered);
    if (control.hasPart()) {
      Download.Complete complete = download.add(control.getPart(), said().getAttachmentBytes());
      if (complete != null) {
        narrator.event(complete.event(), tick, complete.data());
      }
    }
    copy.remove(frame);
    if (control.hasHeld()) {
      findDesync(control.getHeld());
    }
    if (ready && status == RoomStatus.RECONNECTING) {
      status = RoomStatus.CONNECTED;
      narrator.resumed(missed);
      missed = 0;
    }
    narrator.frame(tick);
  }

  private void findDesync(ByteString held) {
    Difference difference = copy.compare(held);
    if (difference != null) {
      outbox.desync(difference.desync(tick));
      narrator.desync(tick, difference);
    }
  }

  private void welcome(Frame frame) {
    Welcome said = frame.control().getWelcome();
    boolean again = status == RoomStatus.RECONNECTING;
    if (!frame.hasTick() || !frame.control().hasWelcome() || said.getTickNanos() == 0) {
      throw new MalformedFrameException(
          "the first frame has no tick, no welcome, or a tick of no length");
    }
    if (said.getResumed() != again) {
      throw new MalformedFrameException(
          again ? "the welcome does not resume the stay" : "the welcome resumes another stay");
    }
    welcome = said;
    line.welcome();
    missed += said.getMissed();
    if (said.getMissed() != 0) {
      outgoing.missedReplies(frame.control().getAckedCommand());
    }
  }

  // What ends.

  private void goodbye(Closed said) {
    if (said.isResumable()) {
      lose(said);
    } else {
      finish(said);
    }
  }

  /** The connection is gone or of no use anymore, and perhaps not the player's place. */
  private void lose(Closed how) {
    line.close(CloseName.LEFT, "", nanoTime.getAsLong());
    outbox.close();
    if (leaving) {
      finish(Closed.by(CloseName.LEFT, ""));
    } else if (status == RoomStatus.CONNECTING
        || !how.isResumable()
        || said().getResumeToken().isEmpty()
        || said().getGraceMillis() == 0) {
      finish(how);
    } else if (status == RoomStatus.CONNECTED) {
      status = RoomStatus.RECONNECTING;
      narrator.disconnected();
    }
  }

  private void finish(Closed how) {
    if (status == RoomStatus.CLOSED) {
      return;
    }
    status = RoomStatus.CLOSED;
    if (how.name() == CloseName.BAD_ANSWER) {
      line.close(how.name(), how.reason(), nanoTime.getAsLong());
    } else {
      line.close(CloseName.LEFT, "", nanoTime.getAsLong());
    }
    outgoing.fail(how.error());
    narrator.closed(how);
    closed.complete(how);
  }

  // Besides.

  private void pump() {
    if (!applying) {
      outbox.pump(nanoTime.getAsLong(), tick);
    }
  }

  private Welcome said() {
    Welcome newest = welcome;
    return newest == null ? Welcome.getDefaultInstance() : newest;
  }

  private long nanosUntilGone(long now) {
    return status == RoomStatus.RECONNECTING
        ? line.nanosUntilGone(Times.nanos(Integer.toUnsignedLong(said().getGraceMillis())), now)
        : Long.MAX_VALUE;
  }

  private boolean isOver() {
    return leaving || status == RoomStatus.CLOSED;
  }

  private void checkOpen() {
    if (isOver()) {
      throw new RondoException(
          "closed", "The room was left or is closed. Join again before you send.");
    }
  }
}
