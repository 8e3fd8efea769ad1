package dev.rondo.room;

import com.google.protobuf.Empty;
import dev.rondo.sync.State;
import dev.rondo.test.contracts.Silent;

/** A room of a contract that has nothing in it. */
public final class SilentRoom
    extends Room<SilentRoom.Guest, Empty, InputView, Empty, Empty, Empty> {

  /** Somebody who is there. */
  public static final class Guest extends Player {}

  /** Makes a room. */
  public SilentRoom() {
    super(Guest::new, Silent.getDefaultInstance(), InputView::none, State.none());
  }

  @Override
  protected void onJoin(Guest guest, Empty join) {}

  @Override
  protected void onTick(Tick tick) {}

  @Override
  protected void onLeave(Guest guest, LeaveReason reason) {}
}
