package dev.rondo.structure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files of the repository, without what was built or fetched. */
final class SourceTree {
  private static final Set<String> SKIPPED =
      Set.of("target", "node_modules", "dist", "gen", "generated");

  private final Path root;
  private final List<Path> files = new ArrayList<>();

  private SourceTree(Path root) {
    this.root = root;
  }

  /** Reads the repository around the directory that tests run in. */
  static SourceTree read() {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("protocol/src/main/proto"))) {
      root = root.getParent();
      if (root == null) {
        throw new IllegalStateException("no repository around " + Path.of("").toAbsolutePath());
      }
    }
    SourceTree tree = new SourceTree(root);
    tree.collect();
    return tree;
  }

  /** All files whose names end so. */
  List<Path> files(String... endings) {
    return files.stream()
        .filter(
            file -> List.of(endings).stream().anyMatch(ending -> file.toString().endsWith(ending)))
        .toList();
  }

  List<Path> sources() {
    return files(".java", ".ts", ".proto");
  }

  /** A file's path inside the repository, with slashes. */
  String name(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    return String.join("\n", lines(file));
  }

  private void collect() {
    try {
      Files.walkFileTree(root, new SimpleFileVisitor<>() {
        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
          String name = directory.getFileName().toString();
          return SKIPPED.contains(name) || (name.startsWith(".") && !directory.equals(root))
              ? FileVisitResult.SKIP_SUBTREE
              : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
          files.add(file);
          return FileVisitResult.CONTINUE;
        }
      });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
