package dev.rondo.sample.dots;

import com.google.protobuf.Empty;
import dev.rondo.room.Async;
import dev.rondo.room.LeaveReason;
import dev.rondo.room.Player;
import dev.rondo.room.Room;
import dev.rondo.room.Tick;
import dev.rondo.sample.dots.contract.Board;
import dev.rondo.sample.dots.contract.Dot;
import dev.rondo.sample.dots.contract.Dots;
import dev.rondo.sample.dots.contract.Join;
import dev.rondo.sample.dots.contract.Move;
import java.util.concurrent.CompletionStage;

/** Dots that stand still and have titles, which are asked for outside. */
final class TitledRoom extends Room<TitledRoom.Noble, Join, Move, Empty, Board, Empty> {
  private final Titles titles;

  /** Knows by what title somebody is called. */
  interface Titles {
    CompletionStage<String> of(String name);
  }

  static final class Noble extends Player {
    private String title = "";
  }

  TitledRoom(Titles titles) {
    super(Noble::new, Dots.getDefaultInstance());
    this.titles = titles;
  }

  @Override
  protected Async beforeJoin(Noble noble, Join join) {
    return async(titles.of(join.getName()), title -> noble.title = title, failure -> {});
  }

  @Override
  protected void onJoin(Noble noble, Join join) {}

  @Override
  protected void onInput(Noble noble, Move move) {}

  @Override
  protected void onTick(Tick tick) {}

  @Override
  protected Board snapshot() {
    Board.Builder board = Board.newBuilder();
    players()
        .forEach(noble -> board.addDots(Dot.newBuilder().setId(noble.id()).setName(noble.title)));
    return board.build();
  }

  @Override
  protected void onLeave(Noble noble, LeaveReason reason) {}
}
