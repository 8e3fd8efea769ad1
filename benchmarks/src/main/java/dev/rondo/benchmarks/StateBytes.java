package dev.rondo.benchmarks;

import java.io.IOException;
import java.util.Locale;

/**
 * How many bytes does a client get in a tick, beside what Colyseus's schema would send it?
 *
 * <p>The same ships fly the same ways on both sides ({@link Fleet}), at {@value Fleet#TICK_RATE} ticks a
 * second for a minute. All ships are seen by the client, which holds them when the counting begins.
 * What is counted are the messages as they are sent, without what WebSocket puts around them: Rondo's whole
 * frames, also those that come because none came for half a second; of Colyseus the patch with the byte in
 * front that says so. Neither client gives input, which either side would acknowledge (Rondo by 2 to 4
 * bytes, Colyseus by 8). Each copy is compared with the truth after each tick.
 *
 * <p>{@code (cd benchmarks/bytes && npm ci)}, once, and then
 * {@code java -cp benchmarks/target/benchmarks.jar dev.rondo.benchmarks.StateBytes}
 */
public final class StateBytes {
  private static final int TICKS = 60 * Fleet.TICK_RATE;

  private StateBytes() {}

  /**
   * Compares, and prints a table in Markdown.
   *
   * @param args none
   */
  public static void main(String[] args) {
    try {
      System.out.print(table());
    } catch (IOException e) {
      // A sentence that says what to do; a stack would only hide it.
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static String table() throws IOException {
    StringBuilder out = new StringBuilder();
    out.append("| ships | m/s | moving | Rondo | Colyseus | ratio | quantized | ratio ")
        .append("| off by: Rondo | Colyseus | quantized |\n")
        .append("|---|---|---|---|---|---|---|---|---|---|---|\n");
    for (Scenario scenario : Scenario.all()) {
      out.append(row(scenario, RondoBytes.of(scenario, TICKS), ColyseusBytes.of(scenario, TICKS)));
    }
    return out.toString();
  }

  private static String row(Scenario scenario, Replica rondo, ColyseusBytes colyseus) {
    return String.format(
        Locale.ROOT,
        "| %d | %.0f | %d | %.1f | %.1f | %.2f | %.1f | %.2f | %s | %s | %s |%n",
        scenario.ships(),
        scenario.speed(),
        scenario.moving(),
        rondo.bytes(),
        colyseus.plain().bytes(),
        rondo.bytes() / colyseus.plain().bytes(),
        colyseus.quantized().bytes(),
        rondo.bytes() / colyseus.quantized().bytes(),
        off(rondo),
        off(colyseus.plain()),
        off(colyseus.quantized()));
  }

  private static String off(Replica replica) {
    return String.format(
        Locale.ROOT, "%.2f mm, %.4f mrad", replica.metres() * 1000, replica.radians() * 1000);
  }
}
