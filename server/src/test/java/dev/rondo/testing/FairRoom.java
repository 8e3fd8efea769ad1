package dev.rondo.testing;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.rondo.room.Async;
import dev.rondo.room.Fault;
import dev.rondo.room.FaultPolicy;
import dev.rondo.room.LeaveReason;
import dev.rondo.room.Player;
import dev.rondo.room.Request;
import dev.rondo.room.Room;
import dev.rondo.room.Tick;
import dev.rondo.testing.fair.Answer;
import dev.rondo.testing.fair.Bought;
import dev.rondo.testing.fair.Command;
import dev.rondo.testing.fair.Event;
import dev.rondo.testing.fair.Fair;
import dev.rondo.testing.fair.GuestEntity;
import dev.rondo.testing.fair.Join;
import dev.rondo.testing.fair.Place;
import dev.rondo.testing.fair.PlaceSync;
import dev.rondo.testing.fair.Said;
import dev.rondo.testing.fair.Shown;
import dev.rondo.testing.fair.StepView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A fair: guests step about, talk, buy, and show pictures to each other. */
final class FairRoom extends Room<FairRoom.Visitor, Join, StepView, Command, Place, Event> {
  private static final int MOST_EXPENSIVE = 100;

  private final @Nullable Bank bank;
  private final FaultPolicy policy;
  /** Two that are in turns, so that each frame has one. */
  private final List<ByteString> ballasts;

  private final PlaceSync<GuestEntity> place;
  private final List<String> calls = new ArrayList<>();

  /** Knows how much money somebody has. */
  interface Bank {
    CompletionStage<Integer> balance(String name);
  }

  static final class Visitor extends Player {
    private final GuestEntity guest = new GuestEntity();
  }

  FairRoom() {
    this(null, FaultPolicy.CLOSE_ROOM, 0);
  }

  FairRoom(Bank bank) {
    this(bank, FaultPolicy.CLOSE_ROOM, 0);
  }

  FairRoom(FaultPolicy policy) {
    this(null, policy, 0);
  }

  FairRoom(int ballastBytes) {
    this(null, FaultPolicy.CLOSE_ROOM, ballastBytes);
  }

  private FairRoom(@Nullable Bank bank, FaultPolicy policy, int ballastBytes) {
    this(bank, policy, ballastBytes, new PlaceSync<>());
  }

  private FairRoom(
      @Nullable Bank bank, FaultPolicy policy, int ballastBytes, PlaceSync<GuestEntity> place) {
    super(Visitor::new, Fair.getDefaultInstance(), StepView::new, place);
    this.place = place;
    this.bank = bank;
    this.policy = policy;
    ballasts = List.of(
        ByteString.copyFrom(new byte[ballastBytes]),
        ByteString.copyFromUtf8("x".repeat(ballastBytes)));
  }

  /** Who came and went, and what was thrown, as {@code joined Ada}. */
  List<String> calls() {
    return calls;
  }

  /** What only the server knows. */
  double chance() {
    return random().nextDouble();
  }

  int guests() {
    return players().size();
  }

  /** The number of the newest tick. */
  int lastTick() {
    return tick().number();
  }

  @Override
  protected Async beforeJoin(Visitor visitor, Join join) {
    if (bank == null) {
      return Async.nothing();
    }
    return async(
        bank.balance(join.getName()),
        balance -> visitor.guest.money(balance),
        failure -> calls.add("no bank for " + join.getName() + ": " + failure.getMessage()));
  }

  @Override
  protected void onJoin(Visitor visitor, Join join) {
    place.guests().spawn(visitor.guest);
    visitor.guest.name(join.getName()).player(visitor.id());
    calls.add("joined " + visitor.guest.name());
  }

  @Override
  protected void onCommand(Visitor visitor, Command command) {
    switch (command.getCommandCase()) {
      case SAY ->
        broadcast(Event.newBuilder()
            .setSaid(Said.newBuilder()
                .setText(visitor.guest.name() + ": " + command.getSay().getText()))
            .build());
      case CRASH -> throw new IllegalStateException(visitor.guest.name() + " asked for it");
      case GO -> kick(visitor, "You asked for it");
      default -> throw new AssertionError("not said without more: " + command);
    }
  }

  @Override
  protected void onRequest(Visitor visitor, Command command, Request<Message> request) {
    int price = command.getBuy().getPrice();
    if (price > MOST_EXPENSIVE) {
      request.fail("too_expensive", "Nothing here costs " + price);
    } else {
      request.reply(Answer.newBuilder()
          .setBuy(Bought.newBuilder().setChange(MOST_EXPENSIVE - price))
          .build());
    }
  }

  @Override
  protected void onAttachment(Visitor visitor, Command command, ByteString picture) {
    attach(
        players(),
        Event.newBuilder()
            .setShown(Shown.newBuilder().setTitle(command.getShow().getTitle()))
            .build(),
        picture);
  }

  @Override
  protected void onInput(Visitor visitor, StepView step) {
    visitor.guest.x(visitor.guest.x() + step.dx());
  }

  @Override
  protected void onTick(Tick tick) {
    ByteString ballast = ballasts.get(tick.number() % ballasts.size());
    place.guests().forEach(guest -> guest.ballast(ballast));
  }

  @Override
  protected void onDrop(Visitor visitor) {
    calls.add("dropped " + visitor.guest.name());
  }

  @Override
  protected void onResume(Visitor visitor) {
    calls.add("resumed " + visitor.guest.name());
  }

  @Override
  protected void onLeave(Visitor visitor, LeaveReason reason) {
    place.guests().remove(visitor.guest);
    calls.add("left " + visitor.guest.name() + " " + reason);
  }

  @Override
  protected FaultPolicy onFault(Fault fault) {
    return policy;
  }
}
