package dev.rondo.sample.dots;

import com.google.protobuf.Empty;
import dev.rondo.room.LeaveReason;
import dev.rondo.room.Player;
import dev.rondo.room.Room;
import dev.rondo.room.Tick;
import dev.rondo.sample.dots.contract.Board;
import dev.rondo.sample.dots.contract.Dot;
import dev.rondo.sample.dots.contract.Dots;
import dev.rondo.sample.dots.contract.Join;
import dev.rondo.sample.dots.contract.Move;

/** The game of the README: everybody moves a dot. */
// begin readme
public final class DotsRoom extends Room<DotsRoom.Mover, Join, Move, Empty, Board, Empty> {

  static final class Mover extends Player {
    final Dot.Builder dot = Dot.newBuilder();
  }

  public DotsRoom() {
    super(Mover::new, Dots.getDefaultInstance());
  }

  @Override
  protected void onJoin(Mover mover, Join join) {
    mover.dot.setId(mover.id()).setName(join.getName());
  }

  @Override
  protected void onInput(Mover mover, Move move) {
    double step = 10 * tick().seconds(); // ten metres a second
    mover.dot.setX((float) (mover.dot.getX() + move.getDx() * step));
    mover.dot.setY((float) (mover.dot.getY() + move.getDy() * step));
  }

  @Override
  protected void onTick(Tick tick) {}

  @Override
  protected Board snapshot() {
    Board.Builder board = Board.newBuilder();
    players().forEach(mover -> board.addDots(mover.dot));
    return board.build();
  }

  @Override
  protected void onLeave(Mover mover, LeaveReason reason) {}
}
// end readme
