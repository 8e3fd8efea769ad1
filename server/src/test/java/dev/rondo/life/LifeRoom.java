package dev.rondo.life;

import com.google.protobuf.Message;
import dev.rondo.room.Async;
import dev.rondo.room.LeaveReason;
import dev.rondo.room.Player;
import dev.rondo.room.Request;
import dev.rondo.room.Room;
import dev.rondo.room.Tick;
import dev.rondo.room.Verdict;
import dev.rondo.test.duel.Board;
import dev.rondo.test.duel.BoardSync;
import dev.rondo.test.duel.Command;
import dev.rondo.test.duel.Duel;
import dev.rondo.test.duel.Event;
import dev.rondo.test.duel.FighterEntity;
import dev.rondo.test.duel.Join;
import dev.rondo.test.duel.MoveView;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A room that notes what it is told. Nobody named Mallory may come in, and whoever is named Waits waits for
 * the gate.
 */
public final class LifeRoom extends Room<LifeRoom.Guest, Join, MoveView, Command, Board, Event> {
  private final Script script;
  private final BoardSync<FighterEntity> board;

  /** Somebody who came. */
  public static final class Guest extends Player {
    private String name = "";
  }

  /** What the rooms of one test share with it. */
  static final class Script {
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> gate = new CompletableFuture<>();

    /** What the game was told, in order: {@code onJoin Ada}. */
    List<String> told() {
      return told;
    }

    /** What whoever is named Waits waits for: {@code come in}, {@code stay out}, or a failure. */
    CompletableFuture<String> gate() {
      return gate;
    }
  }

  LifeRoom(Script script) {
    this(script, new BoardSync<>());
  }

  private LifeRoom(Script script, BoardSync<FighterEntity> board) {
    super(Guest::new, Duel.getDefaultInstance(), MoveView::new, board);
    this.script = script;
    this.board = board;
  }

  void kick(String name) {
    players().stream()
        .filter(guest -> guest.name.equals(name))
        .forEach(guest -> kick(guest, "out"));
  }

  void end() {
    close();
  }

  @Override
  protected Verdict validateJoin(Join join) {
    return join.getName().equals("Mallory") ? Verdict.refuse("not you") : Verdict.accept();
  }

  @Override
  protected Async beforeJoin(Guest guest, Join join) {
    if (!join.getName().equals("Waits")) {
      return Async.nothing();
    }
    told("beforeJoin", join.getName());
    return async(
        script.gate,
        word -> {
          if (word.equals("stay out")) {
            kick(guest, word);
          }
        },
        failure -> {});
  }

  @Override
  protected void onJoin(Guest guest, Join join) {
    guest.name = join.getName();
    told("onJoin", guest.name);
  }

  @Override
  protected void onCommand(Guest guest, Command command) {
    throw new IllegalStateException("scripted failure");
  }

  @Override
  protected void onRequest(Guest guest, Command command, Request<Message> request) {}

  @Override
  protected void onInput(Guest guest, MoveView input) {}

  @Override
  protected void onTick(Tick tick) {
    board.clock().tick(tick.number());
  }

  @Override
  protected void onDrop(Guest guest) {
    told("onDrop", guest.name);
  }

  @Override
  protected void onResume(Guest guest) {
    told("onResume", guest.name);
  }

  @Override
  protected void onLeave(Guest guest, LeaveReason reason) {
    told("onLeave", guest.name + " " + reason);
  }

  private void told(String hook, String whom) {
    script.told.add(hook + " " + whom);
  }
}
