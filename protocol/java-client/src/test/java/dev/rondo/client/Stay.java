package dev.rondo.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.rondo.protocol.v1.Control;
import dev.rondo.protocol.v1.Goodbye;
import dev.rondo.protocol.v1.Ready;
import dev.rondo.protocol.v1.ServerFrame;
import dev.rondo.protocol.v1.Welcome;
import dev.rondo.test.market.Buy;
import dev.rondo.test.market.Command;
import dev.rondo.test.market.Event;
import dev.rondo.test.market.Hang;
import dev.rondo.test.market.Market;
import dev.rondo.test.market.Place;
import dev.rondo.test.market.Said;
import dev.rondo.test.market.Say;
import dev.rondo.test.market.Walk;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stay in a market whose clock, connections and server are the test's. */
final class Stay implements RoomListener<Event> {
  static final Contract<Place, Event> MARKET =
      Contract.of(Market.getDefaultInstance(), Place.class, Event.class);

  static final Ready READY = Ready.getDefaultInstance();
  static final int TICK_MILLIS = 50;
  static final int GRACE_MILLIS = 20_000;
  static final int ATTACHMENT_BYTES = 100_000;

  /** What the listener was told, in order. */
  final List<String> told = new ArrayList<>();

  final List<ByteString> attachments = new ArrayList<>();
  private long nanos = Long.MAX_VALUE - 1_000; // a clock may begin anywhere, and wrap around
  final ClientSession<Place, Event> session = new ClientSession<>(MARKET, () -> nanos, this);

  RecordedOutlet outlet = new RecordedOutlet(() -> nanos);

  @Nullable
  Runnable onFrame;

  int tick = 100;

  /** A stay of which the room is ready. */
  static Stay ready() {
    Stay stay = new Stay();
    stay.connect();
    stay.receive(frame(stay.tick, Control.newBuilder().setWelcome(welcome()).setReady(READY)));
    stay.told.clear();
    return stay;
  }

  /** A stay of which the room is ready, in the tick after its first heartbeat. */
  static Stay playing() {
    Stay stay = ready();
    stay.tick();
    stay.outlet.frames.clear();
    stay.outlet.sizes.clear();
    stay.told.clear();
    return stay;
  }

  static Welcome.Builder welcome() {
    return Welcome.newBuilder()
        .setRoom("market-1")
        .setPlayer(107)
        .setTickNanos(TICK_MILLIS * 1_000_000)
        .setResumeToken("first")
        .setGraceMillis(GRACE_MILLIS)
        .setAttachmentBytes(ATTACHMENT_BYTES);
  }

  static ServerFrame.Builder frame(int tick, Control.Builder control) {
    return ServerFrame.newBuilder().setTick(tick).setControl(control);
  }

  RecordedOutlet connect() {
    outlet = new RecordedOutlet(() -> nanos);
    session.connected(outlet);
    return outlet;
  }

  /** Breaks the connection. */
  void lose() {
    session.disconnected(1006, "cut");
    told.clear();
  }

  /** Connects again, to a server that has received so many commands. */
  RecordedOutlet resume(int ackedCommand) {
    connect();
    tick++;
    receive(frame(
        tick,
        Control.newBuilder()
            .setWelcome(welcome().setResumed(true).setResumeToken("second"))
            .setReady(READY)
            .setAckedCommand(ackedCommand)));
    return outlet;
  }

  void receive(ServerFrame.Builder frame) {
    receive(frame, Place.getDefaultInstance());
  }

  void receive(ServerFrame.Builder frame, Place state) {
    receive(frame.build().toByteString().concat(state.toByteString()));
  }

  void receive(ByteString bytes) {
    session.receive(Unpooled.wrappedBuffer(bytes.toByteArray()));
  }

  void receive(Control.Builder control) {
    tick++;
    receive(frame(tick, control));
  }

  void goodbye(int code, boolean comeBack) {
    receive(ServerFrame.newBuilder()
        .setControl(Control.newBuilder()
            .setGoodbye(Goodbye.newBuilder()
                .setCode(code)
                .setReason("because")
                .setComeBack(comeBack)
                .setRetryAfterMillis(250))));
  }

  /** Lets time pass in silence; what is due happens when it is due. */
  void pass(int millis) {
    long end = nanos + Times.nanos(millis);
    while (session.nanosUntilDue() <= end - nanos) {
      nanos += session.nanosUntilDue();
      session.run();
    }
    nanos = end;
  }

  /** Lets a tick pass, with the frame of a server that is well. */
  void tick() {
    pass(TICK_MILLIS);
    tick++;
    receive(ServerFrame.newBuilder().setTick(tick));
  }

  void ticks(int count) {
    for (int i = 0; i < count; i++) {
      tick();
    }
  }

  static Walk walk(double turn) {
    return Walk.newBuilder().setTurn((float) turn).build();
  }

  static Command say(String text) {
    return Command.newBuilder().setSay(Say.newBuilder().setText(text)).build();
  }

  static Command buy(String what) {
    return Command.newBuilder().setBuy(Buy.newBuilder().setWhat(what)).build();
  }

  static Command hang(String title) {
    return Command.newBuilder().setHang(Hang.newBuilder().setTitle(title)).build();
  }

  static dev.rondo.protocol.v1.Event said(String text, int ticksAgo) {
    return event(Event.newBuilder().setSaid(Said.newBuilder().setText(text)).build(), ticksAgo);
  }

  static dev.rondo.protocol.v1.Event event(Message event, int ticksAgo) {
    return dev.rondo.protocol.v1.Event.newBuilder()
        .setTicksAgo(ticksAgo)
        .setPayload(event.toByteString())
        .build();
  }

  @Override
  public void onReady() {
    told.add("ready");
  }

  @Override
  public void onEvent(Event event, int at, @Nullable ByteString attachment) {
    String what = event.hasSaid() ? event.getSaid().getText() : event.getHung().getTitle();
    told.add("event " + what + " of " + at);
    if (attachment != null) {
      attachments.add(attachment);
    }
  }

  @Override
  public void onFrame(int at) {
    told.add("frame " + at);
    if (onFrame != null) {
      onFrame.run();
    }
  }

  @Override
  public void onDesync(int at, Difference first) {
    told.add("desync of " + at + ": " + first);
  }

  @Override
  public void onDisconnected() {
    told.add("disconnected");
  }

  @Override
  public void onResumed(int missed) {
    told.add("resumed, missed " + missed);
  }

  @Override
  public void onClosed(Closed closed) {
    told.add("closed " + closed.name() + " " + closed.code() + " " + closed.reason());
  }
}
