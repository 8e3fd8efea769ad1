package dev.rondo.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Colyseus's schema, in Node: benchmarks/bytes/colyseus.mjs flies the same fleet, sends it to one client
 * and compares the client's copy.
 *
 * @param plain with what moves in {@code float32}: a byte less each than the {@code number} of the examples
 *     in its documentation
 * @param quantized with what moves in 16 bits, the fewest that it has which are no coarser than Rondo's steps
 */
record ColyseusBytes(Replica plain, Replica quantized) {
  private static final String PROGRAM = "colyseus.mjs";

  /**
   * Measures.
   *
   * @throws IOException if Node or the npm package is missing; the message says what to do
   */
  static ColyseusBytes of(Scenario scenario, int ticks) throws IOException {
    Path directory = directory();
    if (!Files.exists(directory.resolve("node_modules"))) {
      throw new IOException(
          "Colyseus's schema is not installed. Once: (cd " + directory + " && npm ci)");
    }
    Process node = start(directory);
    try (OutputStream flight = node.getOutputStream()) {
      write(new Fleet(scenario), ticks, flight);
    }
    List<String> lines = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .toList();
    if (lines.size() != 2) {
      throw new IOException(PROGRAM + " failed, see above");
    }
    return new ColyseusBytes(replica("float32", lines.get(0)), replica("quantized", lines.get(1)));
  }

  private static Process start(Path directory) throws IOException {
    try {
      return new ProcessBuilder("node", PROGRAM)
          .directory(directory.toFile())
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
    } catch (IOException e) {
      throw new IOException("Node 20.19 or later is needed, as `node` on the PATH", e);
    }
  }

  private static void write(Fleet fleet, int ticks, OutputStream out) throws IOException {
    write(out, fleet.size(), Fleet.HALF);
    double[] places = new double[3 * fleet.size()];
    for (int tick = 0; tick <= ticks; tick++) {
      for (int i = 0; i < fleet.size(); i++) {
        places[3 * i] = fleet.x(i);
        places[3 * i + 1] = fleet.y(i);
        places[3 * i + 2] = fleet.heading(i);
      }
      write(out, places);
      fleet.fly();
    }
  }

  private static void write(OutputStream out, double... numbers) throws IOException {
    byte[] bytes = new byte[numbers.length * Double.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().put(numbers);
    out.write(bytes);
  }

  private static Replica replica(String form, String line) throws IOException {
    String[] words = line.split(" ", -1);
    if (words.length != 4 || !words[0].equals(form)) {
      throw new IOException(
          PROGRAM + " says \"" + line + "\" (expected: " + form + " and 3 numbers)");
    }
    return new Replica(
        Double.parseDouble(words[1]), Double.parseDouble(words[2]), Double.parseDouble(words[3]));
  }

  /** benchmarks/bytes, beside the target folder that this class was loaded from. */
  private static Path directory() throws IOException {
    try {
      Path classes = Path.of(ColyseusBytes.class
          .getProtectionDomain()
          .getCodeSource()
          .getLocation()
          .toURI());
      return classes.resolve("../../bytes").normalize();
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }
}
