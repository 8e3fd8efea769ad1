package dev.rondo.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The first table under a heading of a page in {@code docs}. */
final class MarkdownTable {
  private MarkdownTable() {}

  /** A row: its cells by their column. */
  record Row(Map<String, String> cells) {
    String get(String column) {
      String cell = cells.get(column);
      if (cell == null) {
        throw new IllegalArgumentException("no column \"" + column + "\" among " + cells.keySet());
      }
      return cell;
    }
  }

  static List<Row> under(String heading, String page) {
    List<String> lines = lines(Path.of("..", "docs", page));
    if (!lines.contains(heading)) {
      throw new IllegalArgumentException(page + " has no heading \"" + heading + "\"");
    }
    List<List<String>> rows = lines.stream()
        .skip(lines.indexOf(heading))
        .dropWhile(line -> !line.startsWith("|"))
        .takeWhile(line -> line.startsWith("|"))
        .map(MarkdownTable::cells)
        .toList();
    return rows.stream().skip(2).map(row -> byColumn(rows.get(0), row)).toList();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> cells(String line) {
    return Stream.of(line.substring(1, line.length() - 1).split("\\|", -1))
        .map(cell -> cell.strip().replaceFirst("^`([^`]*)`$", "$1"))
        .toList();
  }

  private static Row byColumn(List<String> columns, List<String> cells) {
    if (columns.size() != cells.size()) {
      throw new IllegalArgumentException("a row with other columns than " + columns + ": " + cells);
    }
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      row.put(columns.get(i), cells.get(i));
    }
    return new Row(row);
  }
}
