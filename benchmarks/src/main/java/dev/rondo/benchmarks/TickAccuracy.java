package dev.rondo.benchmarks;

import dev.rondo.server.GameServer;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * How true are the ticks of a loaded server, where they begin and where their frames arrive?
 *
 * <p>Starts a server and its players, all of them real WebSocket clients over loopback that answer each
 * frame with an input. Each room notes the moment of its {@code onTick}, and each player that of each
 * frame, by {@link System#nanoTime}. Server and players share the process and its processors, so the
 * players' work and their garbage disturb the server too: a server that has the machine to itself can
 * only be truer. What a network adds is not in it. The clock that the ticks are held against is the one
 * that they are scheduled by, so drift shows ticks that were left out, not a clock that is wrong.
 *
 * <p>{@code java -cp benchmarks/target/benchmarks.jar dev.rondo.benchmarks.TickAccuracy}
 * {@code [--rooms 50 --players 8 --rate 30 --seconds 60 --warmup 10]}
 */
public final class TickAccuracy {
  private static final String ROOM_TYPE = "measured";

  private TickAccuracy() {}

  /**
   * Measures, prints a table, and ends.
   *
   * @param args options, each with a number: {@code --rooms}, {@code --players} (in each room),
   *     {@code --rate} (ticks a second), {@code --seconds}, {@code --warmup} (in seconds)
   * @throws IOException if a player cannot join
   * @throws InterruptedException if it is told to stop
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Load load;
    try {
      load = Load.parse(args);
    } catch (IllegalArgumentException e) {
      // A sentence that says what to do; a stack would only hide it.
      System.err.println(e.getMessage());
      System.exit(1);
      return;
    }
    System.out.print(measure(load).table());
  }

  /** Measures. */
  static TickReport measure(Load load) throws IOException, InterruptedException {
    Recording recording = new Recording(load.ticksAtMost());
    Effort effort;
    long lost;
    try (GameServer server = server(load, recording);
        LoopbackPlayers players = new LoopbackPlayers(server.url())) {
      for (int i = 0; i < load.allPlayers(); i++) {
        players.join(ROOM_TYPE, recording.player());
      }
      TimeUnit.SECONDS.sleep(load.warmup());
      Effort before = Effort.soFar();
      recording.run();
      TimeUnit.SECONDS.sleep(load.seconds());
      recording.stop();
      effort = Effort.soFar().since(before);
      lost = load.allPlayers() - players.connected();
    }
    return new TickReport(
        load,
        Rhythm.of(recording.rooms(), load.periodNanos()),
        Rhythm.of(recording.players(), load.periodNanos()),
        lost,
        effort);
  }

  private static GameServer server(Load load, Recording recording) {
    int connections = 2 * load.allPlayers() + 16; // a seat and a connection each, and the joins'
    return GameServer.builder()
        .host("127.0.0.1")
        .port(0)
        .room(
            ROOM_TYPE,
            () -> new MeasuredRoom(recording),
            room -> room.tickRate(load.rate()).maxPlayers(load.players()))
        .limits(limits ->
            limits.connections(connections).connectionsPerAddress(connections).rooms(load.rooms()))
        .start();
  }
}
