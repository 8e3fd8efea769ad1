package dev.rondo.test;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.rondo.room.LeaveReason;
import dev.rondo.room.Player;
import dev.rondo.room.Request;
import dev.rondo.room.Room;
import dev.rondo.room.Tick;
import dev.rondo.test.duel.Board;
import dev.rondo.test.duel.BoardSync;
import dev.rondo.test.duel.Command;
import dev.rondo.test.duel.Duel;
import dev.rondo.test.duel.Event;
import dev.rondo.test.duel.FighterEntity;
import dev.rondo.test.duel.Join;
import dev.rondo.test.duel.MoveView;
import dev.rondo.test.duel.Odds;
import dev.rondo.test.duel.Reply;
import dev.rondo.test.duel.Shouted;
import dev.rondo.test.duel.Whispered;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The room that tests play in: fighters who move, shout, whisper, quit, and make it fail. */
public final class DuelRoom extends Room<DuelRoom.Duelist, Join, MoveView, Command, Board, Event> {
  /** Longer than a close frame's reason may be, in letters of one to four bytes. */
  public static final String KICK_REASON = "Out! Überwältigt — 敗 🥀. ".repeat(8);

  private final DuelLog log;
  /** Two that are in turns, so that each frame has one. */
  private final List<ByteString> ballasts;

  private final BoardSync<FighterEntity> board;
  private final int crowd;

  /** Somebody who duels. */
  public static final class Duelist extends Player {
    private final FighterEntity fighter = new FighterEntity();
  }

  /**
   * Makes a room with nobody but players.
   *
   * @param log what was called is added here
   */
  public DuelRoom(DuelLog log) {
    this(log, 0, 0);
  }

  /**
   * Makes a room.
   *
   * @param log what was called is added here
   * @param ballastBytes that every fighter adds to each frame
   * @param crowd how many fighters there are whom nobody plays, and who never stand still
   */
  public DuelRoom(DuelLog log, int ballastBytes, int crowd) {
    this(log, ballastBytes, crowd, new BoardSync<>());
  }

  private DuelRoom(DuelLog log, int ballastBytes, int crowd, BoardSync<FighterEntity> board) {
    super(Duelist::new, Duel.getDefaultInstance(), MoveView::new, board);
    this.board = board;
    this.crowd = crowd;
    this.log = log;
    ballasts = List.of(
        ByteString.copyFrom(new byte[ballastBytes]),
        ByteString.copyFromUtf8("x".repeat(ballastBytes)));
  }

  @Override
  protected void onCreate() {
    called("onCreate", "", null);
    for (int i = 0; i < crowd; i++) {
      board.fighters().spawn(new FighterEntity()).name("extra " + i);
    }
  }

  @Override
  protected void onJoin(Duelist duelist, Join join) {
    board.fighters().spawn(duelist.fighter);
    duelist.fighter.name(join.getName()).player(duelist.id());
    called("onJoin", duelist.fighter.name(), null);
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
  protected void onRequest(Duelist duelist, Command command, Request<Message> request) {
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
  protected void onInput(Duelist duelist, MoveView move) {
    FighterEntity fighter = duelist.fighter;
    if (move.hasDx()) {
      fighter.moves(fighter.moves() + 1).x(fighter.x() + move.dx()).y(fighter.y() + move.dy());
    }
  }

  @Override
  protected void onTick(Tick tick) {
    board.clock().tick(tick.number());
    ByteString ballast = ballasts.get(tick.number() % ballasts.size());
    for (FighterEntity fighter : board.fighters()) {
      fighter.ballast(ballast);
      if (fighter.player() == 0) {
        dance(fighter);
      }
    }
  }

  private void dance(FighterEntity fighter) {
    fighter.heading(fighter.heading() + 0.1 * random().nextDouble());
    fighter.height(2 * random().nextDouble());
  }

  @Override
  protected void onDrop(Duelist duelist) {
    called("onDrop", duelist.fighter.name(), null);
  }

  @Override
  protected void onResume(Duelist duelist) {
    called("onResume", duelist.fighter.name(), null);
  }

  @Override
  protected void onLeave(Duelist duelist, LeaveReason reason) {
    board.fighters().remove(duelist.fighter);
    called("onLeave", duelist.fighter.name(), reason);
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
    return players().stream().map(duelist -> duelist.fighter.name()).toList();
  }

  private void called(String hook, String player, @Nullable LeaveReason reason) {
    log.add(new DuelLog.Call(id(), hook, player, reason, Thread.currentThread()));
  }
}
