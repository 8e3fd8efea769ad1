package dev.rondo.room;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.rondo.test.duel.Board;
import dev.rondo.test.duel.BoardSync;
import dev.rondo.test.duel.Command;
import dev.rondo.test.duel.Duel;
import dev.rondo.test.duel.Event;
import dev.rondo.test.duel.FighterEntity;
import dev.rondo.test.duel.Join;
import dev.rondo.test.duel.MoveView;
import dev.rondo.test.duel.Shouted;
import dev.rondo.test.duel.Whispered;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A room that notes each call of a hook, and in it does what the test has told it to. */
final class ScriptedRoom
    extends Room<ScriptedRoom.Duellist, Join, MoveView, Command, Board, Event> {
  private final List<String> calls = new ArrayList<>();
  private final Map<String, Runnable> scripts = new HashMap<>();
  private final Map<String, Verdict> verdicts = new HashMap<>();
  private final Map<String, Function<Duellist, Async>> preparations = new HashMap<>();
  private final List<Float> moves = new ArrayList<>();
  private final List<Request<Message>> requests = new ArrayList<>();
  private final List<ByteString> attachments = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final Runnable failWhenMakingPlayers;
  private final BoardSync<FighterEntity> board;
  private FaultPolicy faultPolicy = FaultPolicy.CLOSE_ROOM;
  private boolean clockStopped;

  static final class Duellist extends Player {
    private final FighterEntity fighter = new FighterEntity();
    private String name = "";

    String name() {
      return name;
    }

    FighterEntity fighter() {
      return fighter;
    }
  }

  ScriptedRoom() {
    this(new boolean[1], new BoardSync<>());
  }

  private ScriptedRoom(boolean[] failing, BoardSync<FighterEntity> board) {
    super(
        () -> {
          if (failing[0]) {
            throw new IllegalStateException("scripted failure in the player's constructor");
          }
          return new Duellist();
        },
        Duel.getDefaultInstance(),
        MoveView::new,
        board);
    this.board = board;
    failWhenMakingPlayers = () -> failing[0] = true;
  }

  void failWhenMakingPlayers() {
    failWhenMakingPlayers.run();
  }

  /** Has something done in a call, such as {@code onJoin Ada}, each time. */
  void in(String call, Runnable script) {
    scripts.put(call, script);
  }

  /** Has a call throw, each time. */
  void failIn(String call) {
    in(call, () -> {
      throw new IllegalStateException("scripted failure in " + call);
    });
  }

  /** Has a validation, such as {@code validateCommand Ada hi}, come to this verdict, each time. */
  void judge(String call, Verdict verdict) {
    verdicts.put(call, verdict);
  }

  /** Has a player's join wait for something. */
  void prepare(String name, Function<Duellist, Async> preparation) {
    preparations.put(name, preparation);
  }

  /** Has the room go on when its code throws. */
  void goOn() {
    faultPolicy = FaultPolicy.GO_ON;
  }

  /**
   * The calls so far, without those of {@code onTick} and {@code onInput}; what is called to validate or
   * prepare is not noted at all.
   */
  List<String> calls() {
    return calls.stream()
        .filter(call -> !call.startsWith("onTick") && !call.startsWith("onInput"))
        .toList();
  }

  List<String> allCalls() {
    return calls;
  }

  /** The dx of each input so far. */
  List<Float> moves() {
    return moves;
  }

  /** The requests so far, answered or not. */
  List<Request<Message>> requests() {
    return requests;
  }

  Request<Message> lastRequest() {
    return requests.get(requests.size() - 1);
  }

  /** The attachments that have come so far. */
  List<ByteString> attachments() {
    return attachments;
  }

  /** What was thrown so far, as the room was told. */
  List<Fault> faults() {
    return faults;
  }

  /** Notes a call of the test's own, and does in it what the test has told it to. */
  void note(String call) {
    call(call);
  }

  Duellist player(String name) {
    return players().stream()
        .filter(player -> player.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  void shout(String text) {
    broadcast(shouted(text));
  }

  static Event shouted(String text) {
    return Event.newBuilder().setShouted(Shouted.newBuilder().setText(text)).build();
  }

  void whisper(String name, String text) {
    whisper(player(name), text);
  }

  void whisper(Duellist player, String text) {
    send(
        player,
        Event.newBuilder().setWhispered(Whispered.newBuilder().setText(text)).build());
  }

  /** What the room shows: a clock, and a fighter for each player. */
  BoardSync<FighterEntity> board() {
    return board;
  }

  /** Stops the clock that the room shows, so that nothing changes by itself anymore. */
  void stopClock() {
    clockStopped = true;
  }

  /** Shows a further fighter, who stands where chance wants. */
  void showAtRandom() {
    board.fighters().spawn(new FighterEntity()).x(random().nextFloat());
  }

  void kick(String name) {
    kick(player(name), "out");
  }

  void end() {
    close();
  }

  @Override
  protected void onCreate() {
    call("onCreate");
  }

  @Override
  protected Verdict validateJoin(Join join) {
    return judged("validateJoin " + join.getName());
  }

  @Override
  protected Async beforeJoin(Duellist player, Join join) {
    player.name = join.getName();
    run("beforeJoin " + player.name);
    return preparations.getOrDefault(player.name, unprepared -> Async.nothing()).apply(player);
  }

  @Override
  protected void onJoin(Duellist player, Join join) {
    player.name = join.getName();
    board.fighters().spawn(player.fighter).name(player.name).player(player.id());
    call("onJoin " + player.name);
  }

  @Override
  protected Verdict validateCommand(Duellist player, Command command) {
    return judged("validateCommand " + player.name + " " + inShort(command));
  }

  @Override
  protected void onCommand(Duellist player, Command command) {
    call("onCommand " + player.name + " " + inShort(command));
  }

  @Override
  protected void onRequest(Duellist player, Command command, Request<Message> request) {
    requests.add(request);
    call("onRequest " + player.name + " " + inShort(command));
  }

  @Override
  protected void onAttachment(Duellist player, Command command, ByteString attachment) {
    attachments.add(attachment);
    call("onAttachment " + player.name + " " + inShort(command));
  }

  @Override
  protected Verdict validateInput(Duellist player, MoveView input) {
    return judged("validateInput " + player.name);
  }

  @Override
  protected void onInput(Duellist player, MoveView input) {
    moves.add(input.dx());
    call("onInput " + player.name);
  }

  @Override
  protected void onTick(Tick tick) {
    if (!clockStopped) {
      board.clock().tick(tick.number());
    }
    call("onTick " + tick.number());
  }

  @Override
  protected void onDrop(Duellist player) {
    call("onDrop " + player.name);
  }

  @Override
  protected void onResume(Duellist player) {
    call("onResume " + player.name);
  }

  @Override
  protected void onLeave(Duellist player, LeaveReason reason) {
    board.fighters().remove(player.fighter);
    call("onLeave " + player.name + " " + reason);
  }

  @Override
  protected void onDispose() {
    call("onDispose");
  }

  @Override
  protected FaultPolicy onFault(Fault fault) {
    faults.add(fault);
    run("onFault");
    return faultPolicy;
  }

  private static String inShort(Command command) {
    return switch (command.getCommandCase()) {
      case SHOUT -> command.getShout().getText();
      case WHISPER -> command.getWhisper().getText();
      case BET -> "bet " + command.getBet().getGold();
      case FAIL, QUIT, COMMAND_NOT_SET -> command.getCommandCase().toString();
    };
  }

  private Verdict judged(String call) {
    run(call);
    return verdicts.getOrDefault(call, Verdict.accept());
  }

  private void call(String call) {
    calls.add(call);
    run(call);
  }

  private void run(String call) {
    Runnable script = scripts.get(call);
    if (script != null) {
      script.run();
    }
  }
}
