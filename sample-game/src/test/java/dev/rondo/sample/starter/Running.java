package dev.rondo.sample.starter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command that runs. Closing it ends it. */
final class Running implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration GLANCE = Duration.ofMillis(100);

  private final Command command;
  private final Process process;
  private final Path log;

  private Running(Command command, Process process, Path log) {
    this.command = command;
    this.process = process;
    this.log = log;
  }

  static Running start(Command command, Path folder) throws IOException {
    Path log = Files.createTempFile("starter", ".log");
    ProcessBuilder builder = new ProcessBuilder(command.words())
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile());
    builder.environment().putAll(command.environment());
    return new Running(command, builder.start(), log);
  }

  /** Waits until it has ended well. */
  void succeeds() throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw failure("has not ended after " + PATIENCE);
    }
    if (process.exitValue() != 0) {
      throw failure("ended with " + process.exitValue());
    }
  }

  /** Waits until it says something, and returns the part of that which the pattern has in parentheses. */
  String says(String pattern) throws IOException, InterruptedException {
    Pattern sought = Pattern.compile(pattern);
    for (int glance = 0; glance < PATIENCE.dividedBy(GLANCE); glance++) {
      Matcher found = sought.matcher(Files.readString(log));
      if (found.find()) {
        return found.group(1);
      }
      if (process.waitFor(GLANCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw failure("ended with " + process.exitValue() + " and has not said " + pattern);
      }
    }
    throw failure("has not said " + pattern + " after " + PATIENCE);
  }

  private AssertionError failure(String what) throws IOException {
    return new AssertionError(
        String.join(" ", command.words()) + " " + what + ":\n" + Files.readString(log));
  }

  @Override
  public void close() throws IOException {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    process.onExit().join();
    Files.delete(log);
  }
}
