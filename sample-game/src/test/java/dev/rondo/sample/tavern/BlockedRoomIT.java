package dev.rondo.sample.tavern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.server.GameServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The log names the hook that blocks, in the lines that docs/integration.md shows. */
class BlockedRoomIT {
  private static final Pattern SHOWN = Pattern.compile("```text\n(.*?)```", Pattern.DOTALL);
  private static final URI NOWHERE = URI.create("http://localhost:1/check");

  @Test
  void isNamedInTheLogAsThePageShows() throws SQLException, IOException, InterruptedException {
    try (GuestBook book = new GuestBook();
        WrittenLog log = new WrittenLog()) {
      Ledger ledger = new Ledger(book.database());
      try (GameServer server = start(ledger);
          Visitor ada = Visitor.enter(server, "Ada")) {
        CompletableFuture<Integer> bought;
        try (Connection lock = book.lock()) {
          bought = ada.buy();
          log.says("holds its loop");
          lock.rollback();
        }
        log.says("held its loop");

        assertThat(bought).failsWithin(Visitor.BOUND);
      }
      ledger.close();

      assertThat(comparable(log.text())).containsSubsequence(shown());
    }
  }

  private static GameServer start(Ledger ledger) {
    Manners manners = new Manners(NOWHERE);
    return GameServer.builder()
        .port(0)
        .room("tavern", () -> new HastyRoom(ledger, manners), room -> room)
        .start();
  }

  private static List<String> shown() throws IOException {
    Matcher block = SHOWN.matcher(Files.readString(Path.of("../docs/integration.md")));
    assertThat(block.find()).isTrue();
    return block
        .group(1)
        .lines()
        .filter(line -> !line.isBlank() && !line.strip().equals("..."))
        .map(BlockedRoomIT::comparable)
        .toList();
  }

  /** Without numbers, and without what only JDKs before 25 say: versions of modules, and class loaders. */
  private static String comparable(String text) {
    return text.replaceAll("@[0-9.]+/", "/").replace("app//", "").replaceAll("[0-9]+", "0");
  }
}
