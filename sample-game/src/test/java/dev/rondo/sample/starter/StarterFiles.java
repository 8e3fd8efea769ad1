package dev.rondo.sample.starter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of sample-game/starter, without what its build leaves there. */
final class StarterFiles {
  private static final Path STARTER = Path.of("starter");
  private static final Set<String> MADE =
      Set.of("target", "node_modules", "gen", "package-lock.json", "rondo-client-0.1.0.tgz");

  private StarterFiles() {}

  /** Their contents, by their paths with slashes. */
  static Map<String, String> read() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(STARTER)) {
      for (Path file : files.filter(StarterFiles::isOurs).toList()) {
        String name = STARTER.relativize(file).toString().replace('\\', '/');
        contents.put(name, Files.readString(file));
      }
    }
    return contents;
  }

  /** Puts them into a folder. */
  static void copyTo(Path folder) throws IOException {
    for (Map.Entry<String, String> file : read().entrySet()) {
      Path copy = folder.resolve(file.getKey());
      Files.createDirectories(copy.getParent());
      Files.writeString(copy, file.getValue());
    }
  }

  private static boolean isOurs(Path path) {
    for (Path part : path) {
      if (MADE.contains(part.toString())) {
        return false;
      }
    }
    return Files.isRegularFile(path);
  }
}
