package dev.rondo.sample.dots;

import dev.rondo.room.Async;
import dev.rondo.room.LeaveReason;
import dev.rondo.room.Player;
import dev.rondo.room.Tick;
import dev.rondo.sample.dots.contract.DotEntity;
import dev.rondo.sample.dots.contract.DotsRoomBase;
import dev.rondo.sample.dots.contract.Join;
import dev.rondo.sample.dots.contract.MoveView;
import java.util.concurrent.CompletionStage;

/** Dots that stand still and have titles, which are asked for outside. */
final class TitledRoom extends DotsRoomBase<TitledRoom.Noble, DotEntity> {
  private final Titles titles;

  /** Knows by what title somebody is called. */
  interface Titles {
    CompletionStage<String> of(String name);
  }

  static final class Noble extends Player {
    private final DotEntity dot = new DotEntity();
  }

  TitledRoom(Titles titles) {
    super(Noble::new);
    this.titles = titles;
  }

  @Override
  protected Async beforeJoin(Noble noble, Join join) {
    return async(titles.of(join.getName()), title -> noble.dot.name(title), failure -> {});
  }

  @Override
  protected void onJoin(Noble noble, Join join) {
    board().dots().spawn(noble.dot);
  }

  @Override
  protected void onInput(Noble noble, MoveView move) {}

  @Override
  protected void onTick(Tick tick) {}

  @Override
  protected void onLeave(Noble noble, LeaveReason reason) {
    board().dots().remove(noble.dot);
  }
}
