package dev.rondo.testing;

import com.google.protobuf.Empty;
import dev.rondo.room.InputView;
import dev.rondo.room.LeaveReason;
import dev.rondo.room.Player;
import dev.rondo.room.Room;
import dev.rondo.room.Tick;
import dev.rondo.sync.State;
import dev.rondo.test.contracts.Silent;

/** A room without anything to say, which throws in one of its hooks. */
final class FragileRoom extends Room<FragileRoom.Nobody, Empty, InputView, Empty, Empty, Empty> {
  private final String breaksIn;

  static final class Nobody extends Player {}

  FragileRoom() {
    this("onDispose");
  }

  FragileRoom(String breaksIn) {
    super(Nobody::new, Silent.getDefaultInstance(), InputView::none, State.none());
    this.breaksIn = breaksIn;
  }

  @Override
  protected void onCreate() {
    breakIn("onCreate");
  }

  @Override
  protected void onJoin(Nobody player, Empty join) {}

  @Override
  protected void onTick(Tick tick) {}

  @Override
  protected void onLeave(Nobody player, LeaveReason reason) {}

  @Override
  protected void onDispose() {
    breakIn("onDispose");
  }

  private void breakIn(String hook) {
    if (breaksIn.equals(hook)) {
      throw new IllegalStateException("scripted failure in " + hook);
    }
  }
}
