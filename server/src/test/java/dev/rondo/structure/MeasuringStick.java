package dev.rondo.structure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Measures files and methods. It trusts the formatters: a block ends in a line that holds nothing but
 * its brace, below the line that began it.
 */
final class MeasuringStick {
  static final int FILE_LINES = 150;
  static final int METHOD_LINES = 60;

  private static final Pattern NO_METHOD =
      Pattern.compile("\\b(class|record|interface|enum|if|for|while|switch|try|describe)\\b");

  private MeasuringStick() {}

  static List<String> longFiles(SourceTree tree, List<Path> files) {
    return files.stream()
        .filter(file -> SourceTree.lines(file).size() > FILE_LINES)
        .map(file -> "  " + tree.name(file) + ": " + SourceTree.lines(file).size())
        .toList();
  }

  static List<String> longMethods(SourceTree tree, List<Path> files) {
    List<String> found = new ArrayList<>();
    for (Path file : files) {
      List<String> lines = SourceTree.lines(file);
      for (int end = 0; end < lines.size(); end++) {
        if (!lines.get(end).strip().equals("}")) {
          continue;
        }
        int begin = begin(lines, end, lines.get(end).indexOf('}'));
        int length = end - begin + 1;
        if (length > METHOD_LINES && isMethod(lines.get(begin))) {
          found.add("  " + tree.name(file) + ":" + (begin + 1) + ": " + length);
        }
      }
    }
    return found;
  }

  private static boolean isMethod(String header) {
    return header.contains("(") && !NO_METHOD.matcher(header).find();
  }

  private static int begin(List<String> lines, int end, int indent) {
    for (int i = end - 1; i >= 0; i--) {
      String line = lines.get(i);
      if (!line.isBlank()
          && line.length() - line.stripLeading().length() == indent
          && line.charAt(indent) != '}'
          && line.charAt(indent) != ')') {
        return i;
      }
    }
    return end;
  }
}
