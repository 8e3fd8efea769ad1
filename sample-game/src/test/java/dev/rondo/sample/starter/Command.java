package dev.rondo.sample.starter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A command as one types it.
 *
 * @param words the program and its arguments
 * @param environment what it finds there besides what this process has
 */
record Command(List<String> words, Map<String, String> environment) {

  static Command of(String... words) {
    return new Command(List.of(words), Map.of());
  }

  Command with(String variable, String value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(variable, value);
    return new Command(words, more);
  }

  /** Runs it to its end, which must be a good one. */
  void runIn(Path folder) throws IOException, InterruptedException {
    try (Running running = startIn(folder)) {
      running.succeeds();
    }
  }

  Running startIn(Path folder) throws IOException {
    return Running.start(this, folder);
  }
}
