package dev.rondo.test;

import dev.rondo.net.ServerStats;
import dev.rondo.room.IdlePolicy;
import dev.rondo.room.Limits;
import dev.rondo.room.RoomOptions;
import dev.rondo.server.GameServer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A server with the room type {@code duel} on a free port of loopback, and what happened in its rooms. */
public final class DuelServer implements AutoCloseable {
  /** How often duel rooms tick, unless a test says otherwise. */
  public static final int TICK_RATE = 100;

  // Most clients of tests do not say what they have applied.
  private static final int PATIENT_MILLIS = 600_000;
  private static final int PATIENT_BYTES = 1_073_741_824;

  private final Supplier<ServerStats> stats;
  private final Runnable stop;
  private final DuelLog log;
  private final Door door;

  /**
   * Takes a server that runs.
   *
   * @param stats what it counts
   * @param stop ends it
   * @param log what its rooms' hooks are called with
   * @param door where it is reached
   */
  public DuelServer(Supplier<ServerStats> stats, Runnable stop, DuelLog log, Door door) {
    this.stats = stats;
    this.stop = stop;
    this.log = log;
    this.door = door;
  }

  /** Starts one with the default limits. */
  public static DuelServer start() {
    return start(limits -> limits);
  }

  /** Starts one with other limits. */
  public static DuelServer start(UnaryOperator<Limits.Builder> limits) {
    return start(limits, room -> room);
  }

  /** Starts one with other limits and options of its rooms. */
  public static DuelServer start(
      UnaryOperator<Limits.Builder> limits, UnaryOperator<RoomOptions> room) {
    return start(limits, room, 0, builder -> builder);
  }

  /**
   * Starts one.
   *
   * @param ballastBytes that every fighter adds to each frame
   * @param options of the server
   */
  public static DuelServer start(
      UnaryOperator<Limits.Builder> limits,
      UnaryOperator<RoomOptions> room,
      int ballastBytes,
      UnaryOperator<GameServer.Builder> options) {
    return start(
        own -> limits.apply(own.lagMillis(PATIENT_MILLIS).lagBytes(PATIENT_BYTES)),
        own -> room.apply(testOptions(own)),
        log -> new DuelRoom(log, ballastBytes, 0),
        options);
  }

  /**
   * Starts one as games do, with the default limits and options, whose rooms are full of fighters who never
   * stand still.
   *
   * @param crowd how many of them
   */
  public static DuelServer crowded(int crowd) {
    return start(
        limits -> limits, room -> room, log -> new DuelRoom(log, 0, crowd), options -> options);
  }

  private static DuelServer start(
      UnaryOperator<Limits.Builder> limits,
      UnaryOperator<RoomOptions> options,
      Function<DuelLog, DuelRoom> newRoom,
      UnaryOperator<GameServer.Builder> server) {
    DuelLog log = new DuelLog();
    GameServer started = server
        .apply(GameServer.builder()
            .port(0)
            .limits(limits)
            .room("duel", () -> newRoom.apply(log), options))
        .start();
    return new DuelServer(started::stats, started::close, log, Door.plain(started.port()));
  }

  /** What tests of the room type {@code duel} start from: quick ticks, and no move unless one was sent. */
  public static RoomOptions testOptions(RoomOptions defaults) {
    return defaults
        .tickRate(TICK_RATE)
        .idlePolicy(IdlePolicy.NEUTRAL)
        .graceSeconds(0)
        .attachmentBytes(600_000);
  }

  /** What its rooms' hooks were called with. */
  public DuelLog log() {
    return log;
  }

  /** Where it is reached. */
  public Door door() {
    return door;
  }

  /** What it counts. */
  public ServerStats stats() {
    return stats.get();
  }

  /** Waits until the server holds exactly so much. */
  public void awaitStats(int connections, int seats, int rooms, int players) {
    ServerStats expected = new ServerStats(connections, seats, rooms, players);
    Await.until(
        "the server holds " + expected + "; at first it held " + stats(),
        () -> stats().equals(expected));
  }

  /** Waits until nothing is left of all who came. */
  public void awaitEmpty() {
    awaitStats(0, 0, 0, 0);
  }

  @Override
  public void close() {
    stop.run();
  }
}
