package dev.rondo.sample.arena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.sample.easel.EaselRoom;
import dev.rondo.server.GameServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Plays the arena in a real browser: the tests of {@code sample-game/web/browser-test}, on a real server. */
class ArenaBrowserIT {
  private static final int TIMEOUT_MINUTES = 5;

  @Test
  void playsInABrowser() throws IOException, InterruptedException {
    Path report = Files.createTempFile("browser-test", ".log");
    try (GameServer server = ArenaServer.builder().port(0).start();
        GameServer full = serverForTwo();
        GameServer hasty = hastyServer();
        GameServer easel = serverForPictures()) {

      Process tests = runBrowserTests(server, full, hasty, easel, report);
      boolean ended = tests.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES);

      String said = Files.readString(report, StandardCharsets.UTF_8);
      System.out.println(said);
      assertThat(ended)
          .withFailMessage(
              "the browser tests took more than %s minutes:%n%s", TIMEOUT_MINUTES, said)
          .isTrue();
      assertThat(tests.exitValue())
          .withFailMessage("the browser tests failed:%n%s", said)
          .isZero();
    } finally {
      Files.delete(report);
    }
  }

  private static GameServer serverForTwo() {
    return GameServer.builder()
        .port(0)
        .room("arena", ArenaRoom::new, room -> room.tickRate(30).maxPlayers(2))
        .limits(limits -> limits.rooms(1))
        .staticFiles("web")
        .start();
  }

  /** Keeps the place of a player who is away, but not for long. */
  private static GameServer hastyServer() {
    return GameServer.builder()
        .port(0)
        .room("arena", ArenaRoom::new, room -> room.tickRate(30).graceSeconds(2))
        .staticFiles("web")
        .start();
  }

  private static GameServer serverForPictures() {
    return GameServer.builder()
        .port(0)
        .room("easel", EaselRoom::new, EaselRoom::options)
        .start();
  }

  private static Process runBrowserTests(
      GameServer server, GameServer full, GameServer hasty, GameServer easel, Path report)
      throws IOException {
    ProcessBuilder tests = new ProcessBuilder("node", ".mvn/npm.mjs", "browser-test")
        .directory(Path.of("..").toFile())
        .redirectErrorStream(true)
        .redirectOutput(report.toFile());
    tests.environment().put("RONDO_URL", server.url());
    tests.environment().put("RONDO_FULL_URL", full.url());
    tests.environment().put("RONDO_HASTY_URL", hasty.url());
    tests.environment().put("RONDO_EASEL_URL", easel.url());
    return tests.start();
  }
}
