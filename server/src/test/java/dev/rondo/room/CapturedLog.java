package dev.rondo.room;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is logged from its making to its closing. For tests that run alone in their process. */
final class CapturedLog implements AutoCloseable {
  private final PrintStream before = System.err;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  CapturedLog() {
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  String text() {
    return log.toString(StandardCharsets.UTF_8);
  }

  List<String> errors() {
    return text().lines().filter(line -> line.contains("ERROR")).toList();
  }

  @Override
  public void close() {
    System.setErr(before);
  }
}
