package dev.rondo.sample.dots;

import dev.rondo.room.LeaveReason;
import dev.rondo.room.Player;
import dev.rondo.room.Tick;
import dev.rondo.sample.dots.contract.DotEntity;
import dev.rondo.sample.dots.contract.DotsRoomBase;
import dev.rondo.sample.dots.contract.Join;
import dev.rondo.sample.dots.contract.MoveView;

/** The game of the README: everybody moves a dot. */
// begin readme
public final class DotsRoom extends DotsRoomBase<DotsRoom.Mover, DotEntity> {

  static final class Mover extends Player {
    final DotEntity dot = new DotEntity();
  }

  public DotsRoom() {
    super(Mover::new);
  }

  @Override
  protected void onJoin(Mover mover, Join join) {
    board().dots().spawn(mover.dot).name(join.getName());
  }

  @Override
  protected void onInput(Mover mover, MoveView move) {
    double step = 10 * tick().seconds(); // ten metres a second
    mover.dot.x(mover.dot.x() + move.dx() * step).y(mover.dot.y() + move.dy() * step);
  }

  @Override
  protected void onTick(Tick tick) {}

  @Override
  protected void onLeave(Mover mover, LeaveReason reason) {
    board().dots().remove(mover.dot);
  }
}
// end readme
