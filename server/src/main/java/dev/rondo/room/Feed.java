package dev.rondo.room;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.rondo.protocol.ServerFrameWriter;
import dev.rondo.protocol.v1.AckedPart;
import dev.rondo.protocol.v1.Control;
import dev.rondo.protocol.v1.Desync;
import dev.rondo.protocol.v1.Ready;
import dev.rondo.protocol.v1.Welcome;
import dev.rondo.sync.View;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one client is sent: a frame a tick while it has a connection that takes it, and what it must not
 * miss once it has one again.
 *
 * <p><b>Threads:</b> the room's loop only.
 *
 * <p><b>Bound:</b> {@code eventBytes} of notices, {@code attachmentQueueBytes} of attachments.
 */
final class Feed {
  private static final Logger log = LoggerFactory.getLogger(Feed.class);

  /** Of what a client says it holds, in letters. */
  private static final int LOGGED_LENGTH = 200;

  private final RoomHost host;
  private final Session session;
  private final Inbox inbox;
  private final Backlog backlog;
  private final Download download;
  private final Flight flight;
  private @Nullable View view;

  private @Nullable Connection connection;
  private String resumeToken = "";
  private boolean welcomed;
  private boolean resumed;
  private boolean ready;
  private int sentTick;
  private int sentInput;
  private int sentCommand;
  private AckedPart sentPart;
  private int unchecked;
  /** Whether the client was asked since it last found something. */
  private boolean checks;

  private int desyncs;
  private boolean behind;
  /** Whether the next frame must name its tick, whatever it is. */
  private boolean newTick;

  private long behindSince;

  Feed(RoomHost host, Session session, Inbox inbox) {
    this.host = host;
    this.session = session;
    this.inbox = inbox;
    this.sentPart = inbox.receivedPart();
    this.backlog = new Backlog(host.limits().eventBytes());
    this.download = new Download(host.limits().attachmentQueueBytes());
    this.flight = new Flight(
        TimeUnit.MILLISECONDS.toNanos(host.limits().lagMillis()), host.limits().lagBytes());
  }

  /** Sees the room as this player from now on. */
  void look(Player as) {
    view = new View(as);
  }

  View view() {
    if (view == null) {
      throw new IllegalStateException("player " + session.playerId() + " was not let in yet");
    }
    return view;
  }

  /** The player is gone. */
  void close() {
    view().close();
  }

  /** Sends to this connection from now on, from the welcome on. */
  void connect(Connection to, String token) {
    connection = to;
    resumeToken = token;
    welcomed = false;
    ready = false;
    behind = false;
    checks = false;
    newTick = true;
    flight.restart();
    if (view != null) {
      view.restart();
    }
    download.rewind(); // only now: it is with the new connection that the client says what it has
    backlog.rewind();
  }

  /** The connection is gone: what was sent may not have arrived. */
  void disconnect() {
    connection = null;
    resumed = true;
    if (view != null) {
      view.restart(); // it is told all again, and what is gone meanwhile need not be kept for it
    }
  }

  /** The client has applied everything up to a tick, if that was ever sent. */
  void applied(int tick) {
    if (Integer.compareUnsigned(tick, sentTick) <= 0) {
      backlog.applied(tick);
      download.applied(tick);
      flight.applied(tick);
    }
  }

  /** Says something with the next frame. */
  void say(Notice notice) {
    backlog.add(notice);
  }

  /** Sends an attachment from the next frame on. */
  void attach(Message event, ByteString data) {
    download.add(event, data);
  }

  /**
   * Sends the frame of a tick to a player who is in the room, if there is anything to say.
   *
   * @param shared what all see, and behind it what all hear
   * @param stateEnd where the one ends
   */
  void publish(int tick, ByteBuf header, ByteBuf shared, int stateEnd) {
    if (connection == null) {
      backlog.trim();
    } else if (connection.congested() || flight.isBehind(host.nanoTime())) {
      host.replicator().skip(view());
      fallBehind();
    } else {
      behind = false;
      send(connection, tick, header, shared, stateEnd);
    }
    letGoIfTooMuchIsAttached();
  }

  private void send(Connection to, int tick, ByteBuf header, ByteBuf shared, int stateEnd) {
    int end = shared.writerIndex();
    boolean sharesState = host.replicator().write(view(), header);
    boolean sharesEvents = backlog.holdsExactly(host.outbox().shared());
    writeControls(header, true);
    writeProgress(tick, header);
    if (sharesEvents) {
      backlog.markSent();
    } else {
      backlog.send(header, tick);
    }
    shared.setIndex(sharesState ? 0 : stateEnd, sharesEvents ? end : stateEnd);
    boolean silent = !header.isReadable() && !shared.isReadable();
    int every = host.options().sendEvery();
    boolean isLastChance = tick + every - sentTick > host.options().tickRate() / 2;
    if (!silent || isLastChance) {
      if (newTick || tick != sentTick + every) {
        ServerFrameWriter.writeTick(header, tick);
        newTick = false;
      }
      writeHeld(header);
      to.send(header, shared);
      flight.sent(tick, header.readableBytes() + shared.readableBytes(), host.nanoTime());
      sentTick = tick;
    }
    shared.setIndex(0, end);
  }

  /** Has the client compare its copy with what it should be, when that is due. */
  private void writeHeld(ByteBuf header) {
    int every = host.options().checkEvery();
    if (every > 0 && ++unchecked >= every) {
      ByteString held = host.replicator().held(view());
      if (held != null) {
        unchecked = 0;
        checks = true;
        ServerFrameWriter.writeControl(
            header, Control.newBuilder().setHeld(held).build());
      }
    }
  }

  /** The client has found its copy to be another one. */
  void desync(Desync found) {
    if (view == null || !checks) {
      return;
    }
    checks = false;
    desyncs++;
    log.warn(
        "Room {}: the copy of player {} was not what it should be at tick {}: field {} of {} was {}."
            + " It is sent anew ({} such in this player's stay).",
        host.id(),
        session.playerId(),
        Integer.toUnsignedString(found.getTick()),
        Integer.toUnsignedString(found.getField()),
        Integer.toUnsignedString(found.getName()),
        inShort(found.getHeld()),
        desyncs);
    view.resync(found.getName());
  }

  /** What a client says, on one line of the log. */
  private static String inShort(String said) {
    String line = said.replaceAll("\\p{Cntrl}", " ");
    return line.length() > LOGGED_LENGTH ? line.substring(0, LOGGED_LENGTH) + "…" : line;
  }

  /** Keeps a player's client company who is not in the room yet: the first frame, then one a second. */
  void publishWaiting(int tick, ByteBuf header, ByteBuf nothing) {
    boolean due = !welcomed || tick - sentTick >= host.options().tickRate();
    if (connection != null && due && !connection.congested()) {
      ServerFrameWriter.writeTick(header, tick);
      writeControls(header, false);
      connection.send(header, nothing);
      sentTick = tick;
      newTick = false;
    }
  }

  private void writeControls(ByteBuf header, boolean playing) {
    int input = inbox.acknowledgedInput();
    if (input != sentInput || (resumed && !welcomed)) {
      sentInput = input;
      ServerFrameWriter.writeAckedInput(header, input);
    }
    if (!welcomed) {
      ServerFrameWriter.writeControl(header, welcome());
      welcomed = true;
    }
    if (playing && !ready && view().isComplete()) {
      ServerFrameWriter.writeControl(
          header, Control.newBuilder().setReady(Ready.getDefaultInstance()).build());
      ready = true;
    }
  }

  private void writeProgress(int tick, ByteBuf header) {
    int command = inbox.receivedCommand();
    if (command != sentCommand) {
      sentCommand = command;
      ServerFrameWriter.writeControl(
          header, Control.newBuilder().setAckedCommand(command).build());
    }
    AckedPart part = inbox.receivedPart();
    if (!part.equals(sentPart)) {
      sentPart = part;
      ServerFrameWriter.writeControl(
          header, Control.newBuilder().setAckedPart(part).build());
    }
    download.send(header, tick);
  }

  private Control welcome() {
    RoomOptions options = host.options();
    Welcome.Builder welcome = Welcome.newBuilder()
        .setRoom(host.id())
        .setPlayer(session.playerId())
        .setTickNanos((int) (TimeUnit.SECONDS.toNanos(1) / options.tickRate()))
        .setResumeToken(resumeToken)
        .setGraceMillis((int) TimeUnit.SECONDS.toMillis(options.graceSeconds()))
        .setAttachmentBytes(options.attachmentBytes());
    if (options.sendEvery() > 1) {
      welcome.setSendEvery(options.sendEvery());
    }
    Control.Builder control = Control.newBuilder();
    if (resumed) { // the client goes by these to know what to send again
      welcome.setResumed(true).setMissed(backlog.missed());
      sentCommand = inbox.receivedCommand();
      sentPart = inbox.receivedPart();
      control.setAckedCommand(sentCommand).setAckedPart(sentPart);
    }
    return control.setWelcome(welcome).build();
  }

  private void fallBehind() {
    long now = host.nanoTime();
    if (!behind) {
      behind = true;
      behindSince = now;
    }
    if (!dropIfTooMuchWaits()
        && now - behindSince > TimeUnit.MILLISECONDS.toNanos(host.limits().slowMillis())) {
      session.refuse(
          LeaveReason.TOO_SLOW,
          "The connection is too slow: nothing could be sent for "
              + host.limits().slowMillis() + " ms (slowMillis)");
    }
  }

  private boolean dropIfTooMuchWaits() {
    boolean tooMuch = backlog.overflowed();
    if (tooMuch) {
      session.refuse(
          LeaveReason.TOO_SLOW,
          "The connection is too slow: more than " + host.limits().eventBytes()
              + " bytes of events wait for it (eventBytes)");
    }
    return tooMuch;
  }

  private void letGoIfTooMuchIsAttached() {
    if (download.overflowed()) { // none may be left out, and on another connection all of them wait
      session.depart(
          LeaveReason.TOO_SLOW,
          "The connection is too slow: more than " + host.limits().attachmentQueueBytes()
              + " bytes of attachments wait for it (attachmentQueueBytes)");
    }
  }
}
