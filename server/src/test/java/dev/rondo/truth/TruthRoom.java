package dev.rondo.truth;

import dev.rondo.room.LeaveReason;
import dev.rondo.room.Tick;
import dev.rondo.sync.Entity;
import dev.rondo.sync.Interest;
import dev.rondo.test.truth.Join;
import dev.rondo.test.truth.LetterEntity;
import dev.rondo.test.truth.ThingEntity;
import dev.rondo.test.truth.TruthRoomBase;
import dev.rondo.test.truth.WalkerEntity;
import dev.rondo.test.truth.WorldSync;
import org.jspecify.annotations.Nullable;

/** A room without rules: what happens in it is the test's to say, between two ticks. */
final class TruthRoom extends TruthRoomBase<Viewer, WalkerEntity, ThingEntity, LetterEntity> {
  private @Nullable Witness witness;

  /** Is told what the room sees of time and players. */
  interface Witness {
    void joined(Viewer viewer);

    void left(Viewer viewer);

    /** All that the tick brings has happened; its frames come next. */
    void ticked(int tick);
  }

  TruthRoom() {
    super(Viewer::new);
  }

  void tell(Witness to) {
    witness = to;
  }

  private Witness witness() {
    if (witness == null) {
      throw new IllegalStateException("nobody watches this room");
    }
    return witness;
  }

  @Override
  protected void onJoin(Viewer viewer, Join join) {
    viewer.name = join.getName();
    witness().joined(viewer);
  }

  @Override
  protected void onLeave(Viewer viewer, LeaveReason reason) {
    witness().left(viewer);
  }

  @Override
  protected void onTick(Tick tick) {
    witness().ticked(tick.number());
  }

  // What the test does.

  WorldSync<WalkerEntity, ThingEntity, LetterEntity> state() {
    return world();
  }

  void gives(Viewer viewer, Entity entity) {
    own(viewer, entity);
  }

  void takes(Entity entity) {
    disown(entity);
  }

  void seenBy(Interest interest) {
    interest(interest);
  }

  /** Has viewers see what is of another group than theirs. */
  void divide() {
    visibleIf((viewer, entity) -> group(entity) != viewer.group);
  }

  /** Has some things matter more than others. */
  void rankByGroup() {
    rank((viewer, entity) -> 1 + group(entity));
  }

  private static int group(Entity entity) {
    int number =
        entity instanceof WalkerEntity walker ? walker.lives() : ((ThingEntity) entity).aUint32();
    return Math.floorMod(number, 3);
  }
}
