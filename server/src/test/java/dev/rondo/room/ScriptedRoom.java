package dev.rondo.room;

import com.google.protobuf.ByteString;
import dev.rondo.test.duel.Board;
import dev.rondo.test.duel.Clock;
import dev.rondo.test.duel.Command;
import dev.rondo.test.duel.Duel;
import dev.rondo.test.duel.Event;
import dev.rondo.test.duel.Fighter;
import dev.rondo.test.duel.Join;
import dev.rondo.test.duel.Move;
import dev.rondo.test.duel.Shouted;
import dev.rondo.test.duel.Whispered;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A room that notes each call of a hook, and in it does what the test has told it to. */
final class ScriptedRoom extends Room<ScriptedRoom.Duellist, Join, Move, Command, Board, Event> {
  private final List<String> calls = new ArrayList<>();
  private final Map<String, Runnable> scripts = new HashMap<>();
  private final Map<String, Verdict> verdicts = new HashMap<>();
  private final Map<String, Function<Duellist, Async>> preparations = new HashMap<>();
  private final List<Float> moves = new ArrayList<>();
  private final List<Request> requests = new ArrayList<>();
  private final List<ByteString> attachments = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final Runnable failWhenMakingPlayers;
  private Board shown = Board.getDefaultInstance();
  private FaultPolicy faultPolicy = FaultPolicy.CLOSE_ROOM;

  static final class Duellist extends Player {
    private String name = "";

    String name() {
      return name;
    }
  }

  ScriptedRoom() {
    this(new boolean[1]);
  }

  private ScriptedRoom(boolean[] failing) {
    super(
        () -> {
          if (failing[0]) {
            throw new IllegalStateException("scripted failure in the player's constructor");
          }
          return new Duellist();
        },
        Duel.getDefaultInstance());
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
   * The calls so far, without those of {@code onTick}, {@code onInput} and {@code snapshot}; what is
   * called to validate or prepare is not noted at all.
   */
  List<String> calls() {
    return calls.stream()
        .filter(call -> !call.startsWith("onTick")
            && !call.startsWith("onInput")
            && !call.startsWith("snapshot"))
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
  List<Request> requests() {
    return requests;
  }

  Request lastRequest() {
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

  /** Shows this beside the players. */
  void showing(Board board) {
    shown = board;
  }

  void showingEntities(int count) {
    Board.Builder board = Board.newBuilder();
    for (int i = 0; i < count; i++) {
      board.addFighters(Fighter.newBuilder().setId(nextId()));
    }
    shown = board.build();
  }

  /** Shows an entity that stands where chance wants. */
  void showingAtRandom() {
    shown = Board.newBuilder()
        .addFighters(Fighter.newBuilder().setId(nextId()).setX(random().nextFloat()))
        .build();
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
  protected void onRequest(Duellist player, Command command, Request request) {
    requests.add(request);
    call("onRequest " + player.name + " " + inShort(command));
  }

  @Override
  protected void onAttachment(Duellist player, Command command, ByteString attachment) {
    attachments.add(attachment);
    call("onAttachment " + player.name + " " + inShort(command));
  }

  @Override
  protected Verdict validateInput(Duellist player, Move input) {
    return judged("validateInput " + player.name);
  }

  @Override
  protected void onInput(Duellist player, Move input) {
    moves.add(input.getDx());
    call("onInput " + player.name);
  }

  @Override
  protected void onTick(Tick tick) {
    call("onTick " + tick.number());
  }

  @Override
  protected Board snapshot() {
    call("snapshot");
    Board.Builder board =
        shown.toBuilder().setClock(Clock.newBuilder().setTick(tick().number()));
    players()
        .forEach(player ->
            board.addFighters(Fighter.newBuilder().setId(player.id()).setName(player.name)));
    return board.build();
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
