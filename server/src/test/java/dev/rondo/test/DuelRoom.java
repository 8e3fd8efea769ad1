package dev.rondo.test;

import com.google.protobuf.ByteString;
import dev.rondo.room.LeaveReason;
import dev.rondo.room.Player;
import dev.rondo.room.Request;
import dev.rondo.room.Room;
import dev.rondo.room.Tick;
import dev.rondo.test.duel.Board;
import dev.rondo.test.duel.Clock;
import dev.rondo.test.duel.Command;
import dev.rondo.test.duel.Duel;
import dev.rondo.test.duel.Event;
import dev.rondo.test.duel.Fighter;
import dev.rondo.test.duel.Join;
import dev.rondo.test.duel.Move;
import dev.rondo.test.duel.Odds;
import dev.rondo.test.duel.Reply;
import dev.rondo.test.duel.Shouted;
import dev.rondo.test.duel.Whispered;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The room that tests play in: fighters who move, shout, whisper, quit, and make it fail. */
public final class DuelRoom extends Room<DuelRoom.Duelist, Join, Move, Command, Board, Event> {
  /** Longer than a close frame's reason may be, in letters of one to four bytes. */
  public static final String KICK_REASON = "Out! Überwältigt — 敗 🥀. ".repeat(8);

  private final DuelLog log;
  private final ByteString ballast;

  /** Somebody who duels. */
  public static final class Duelist extends Player {
    private String name = "";
    private float x;
    private float y;
    private int moves;
  }

  /**
   * Makes a room.
   *
   * @param log what was called is added here
   * @param ballastBytes that every fighter adds to each frame
   */
  public DuelRoom(DuelLog log, int ballastBytes) {
    super(Duelist::new, Duel.getDefaultInstance());
    this.log = log;
    this.ballast = ByteString.copyFrom(new byte[ballastBytes]);
  }

  @Override
  protected void onCreate() {
    called("onCreate", "", null);
  }

  @Override
  protected void onJoin(Duelist duelist, Join join) {
    duelist.name = join.getName();
    called("onJoin", duelist.name, null);
  }

  @Override
  protected void onCommand(Duelist duelist, Command command) {
    switch (command.getCommandCase()) {
      case SHOUT -> {
        log.shouted();
        broadcast(Event.newBuilder()
            .setShouted(Shouted.newBuilder()
                .setBy(duelist.id())
                .setText(command.getShout().getText()))
            .build());
      }
      case WHISPER ->
        send(
            duelist,
            Event.newBuilder()
                .setWhispered(
                    Whispered.newBuilder().setText(command.getWhisper().getText()))
                .build());
      case FAIL -> throw new IllegalStateException("a fighter asked for it");
      case QUIT -> kick(duelist, KICK_REASON);
      case BET, COMMAND_NOT_SET ->
        throw new AssertionError("came through as a command: " + command.getCommandCase());
    }
  }

  /** A bet pays twice its gold, and a whisper is said back. */
  @Override
  protected void onRequest(Duelist duelist, Command command, Request request) {
    Reply.Builder reply = Reply.newBuilder();
    if (command.hasBet()) {
      reply.setBet(Odds.newBuilder().setGold(2 * command.getBet().getGold()));
    } else {
      reply.setWhisper(Whispered.newBuilder().setText(command.getWhisper().getText()));
    }
    request.reply(reply.build());
  }

  /** The idle policy of the tests is neutral, so a move with nothing set is no move. */
  @Override
  protected void onInput(Duelist duelist, Move move) {
    if (move.hasDx()) {
      duelist.moves++;
      duelist.x += move.getDx();
      duelist.y += move.getDy();
    }
  }

  @Override
  protected void onTick(Tick tick) {}

  @Override
  protected Board snapshot() {
    Board.Builder board =
        Board.newBuilder().setClock(Clock.newBuilder().setTick(tick().number()));
    for (Duelist duelist : players()) {
      board.addFighters(Fighter.newBuilder()
          .setId(duelist.id())
          .setName(duelist.name)
          .setX(duelist.x)
          .setY(duelist.y)
          .setMoves(duelist.moves)
          .setBallast(ballast));
    }
    return board.build();
  }

  @Override
  protected void onDrop(Duelist duelist) {
    called("onDrop", duelist.name, null);
  }

  @Override
  protected void onResume(Duelist duelist) {
    called("onResume", duelist.name, null);
  }

  @Override
  protected void onLeave(Duelist duelist, LeaveReason reason) {
    called("onLeave", duelist.name, reason);
  }

  @Override
  protected void onDispose() {
    called("onDispose", "", null);
  }

  /** What the rest of the program has it say to all its fighters. */
  public void announce(String text) {
    broadcast(Event.newBuilder().setShouted(Shouted.newBuilder().setText(text)).build());
  }

  /** The names of those who fight. */
  public List<String> names() {
    return players().stream().map(duelist -> duelist.name).toList();
  }

  private void called(String hook, String player, @Nullable LeaveReason reason) {
    log.add(new DuelLog.Call(id(), hook, player, reason, Thread.currentThread()));
  }
}
