package dev.rondo.sample.starter;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * The Maven that runs this build, with a local repository of its own. That has what is known of Maven Central
 * already, so that nothing is downloaded twice, but no Rondo.
 *
 * @param program {@code bin/mvn}
 * @param repository the local repository
 */
record Maven(String program, Path repository) {

  /** Makes the repository. */
  static Maven withoutRondo(Path repository) throws IOException {
    boolean isWindows = System.getProperty("os.name").startsWith("Windows");
    Path program = Path.of(property("starter.maven"), "bin", isWindows ? "mvn.cmd" : "mvn");
    link(Path.of(property("starter.repository")), repository);
    return new Maven(program.toString(), repository);
  }

  Command command(String... arguments) {
    List<String> words = new ArrayList<>(List.of(
        program, "--batch-mode", "--no-transfer-progress", "-Dmaven.repo.local=" + repository));
    words.addAll(List.of(arguments));
    return Command.of(words.toArray(String[]::new))
        .with("JAVA_HOME", System.getProperty("java.home"));
  }

  private static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException(name + " is not set: run this with mvn -Pstarter verify");
    }
    return value;
  }

  private static void link(Path from, Path to) throws IOException {
    Files.walkFileTree(from, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
          throws IOException {
        if (from.relativize(directory).equals(Path.of("dev", "rondo"))) {
          return FileVisitResult.SKIP_SUBTREE;
        }
        Files.createDirectories(to.resolve(from.relativize(directory)));
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
          throws IOException {
        Path copy = to.resolve(from.relativize(file));
        if (file.toString().endsWith(".jar")) { // which Maven never changes
          linkOrCopy(file, copy);
        } else {
          Files.copy(file, copy);
        }
        return FileVisitResult.CONTINUE;
      }
    });
  }

  private static void linkOrCopy(Path file, Path copy) throws IOException {
    try {
      Files.createLink(copy, file);
    } catch (IOException | UnsupportedOperationException otherFileSystem) {
      Files.copy(file, copy);
    }
  }
}
