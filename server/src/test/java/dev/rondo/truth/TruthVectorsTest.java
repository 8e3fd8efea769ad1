package dev.rondo.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The histories in {@code protocol/vectors/truth}, which other clients than the one of these tests apply.
 * Where frames are meant to be others than before, {@code -Drondo.vectors=write} writes them anew.
 */
class TruthVectorsTest {
  private static final Path FILE = Path.of("../protocol/vectors/truth/histories.json");
  private static final int VECTORS = 48;
  private static final int TICKS = 20;
  private static final int STATE_EVERY = 5;

  @Test
  void areWhatARoomSends() throws Exception {
    List<String> vectors = new ArrayList<>();

    LongStream.iterate(1, seed -> seed + 1)
        .mapToObj(Circumstances::of)
        .filter(given -> !given.badNetworks())
        .limit(VECTORS)
        .forEach(given -> vectors.add(vector(given)));
    String json = "[\n" + String.join(",\n", vectors) + "\n]\n";

    if ("write".equals(System.getProperty("rondo.vectors"))) {
      Files.writeString(FILE, json);
    }
    assertThat(json).isEqualTo(Files.readString(FILE));
  }

  private static String vector(Circumstances given) {
    RecordedVector vector = new RecordedVector("client0", STATE_EVERY);

    assertThat(new History(given, vector).play(TICKS)).isNull();

    return vector.json(
        "history_" + given.seed(),
        "What one client is sent of a room in which everything" + " happens by chance; "
            + given.describe() + ".");
  }
}
