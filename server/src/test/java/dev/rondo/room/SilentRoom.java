package dev.rondo.room;

import com.google.protobuf.Empty;
import dev.rondo.test.contracts.Silent;

/** A room of a contract that has nothing in it. */
public final class SilentRoom extends Room<SilentRoom.Guest, Empty, Empty, Empty, Empty, Empty> {

  /** Somebody who is there. */
  public static final class Guest extends Player {}

  /** Makes a room. */
  public SilentRoom() {
    super(Guest::new, Silent.getDefaultInstance());
  }

  @Override
  protected void onJoin(Guest guest, Empty join) {}

  @Override
  protected void onTick(Tick tick) {}

  @Override
  protected Empty snapshot() {
    return Empty.getDefaultInstance();
  }

  @Override
  protected void onLeave(Guest guest, LeaveReason reason) {}
}
