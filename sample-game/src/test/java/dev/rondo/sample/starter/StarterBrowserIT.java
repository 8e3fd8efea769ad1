package dev.rondo.sample.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what docs/start.md says, in folders far from this repository: installs Rondo, makes a game of the
 * starter's files, tests it, starts it, and plays it in a real browser.
 */
@Tag("starter")
class StarterBrowserIT {
  private static final Path RONDO = Path.of("..").toAbsolutePath().normalize();
  private static final String NEEDED_MODULES = "server,protocol/generator,web-client";
  private static final String COMPILED = "-Dmaven.main.skip"; // by the build that runs this
  private static final String RUNTIME_SCOPE = "-DincludeScope=runtime";
  private static final String CLASSPATH = "target/classpath";

  @TempDir
  Path folder;

  private Path game;
  private Maven maven;

  @BeforeEach
  void installsRondo() throws Exception {
    game = folder.resolve("snails");
    maven = Maven.withoutRondo(folder.resolve("repository"));
    StarterFiles.copyTo(game);

    maven.command("-Pinstall", "-pl", NEEDED_MODULES, "-am", COMPILED).runIn(RONDO);
    String web = game.resolve("web").toString();
    Command.of("node", ".mvn/npm.mjs", "client-pack", "--pack-destination", web).runIn(RONDO);
  }

  @Test
  void isTestedStartedAndPlayed() throws Exception {
    maven
        .command(
            "test", "dependency:build-classpath", RUNTIME_SCOPE, "-Dmdep.outputFile=" + CLASSPATH)
        .runIn(game);

    assertThat(Files.readString(game.resolve(CLASSPATH)))
        .contains("rondo-server")
        .doesNotContain("rondo-generator");
    try (Running server =
        maven.command("compile", "exec:java").with("PORT", "0").startIn(game)) {
      String url = server.says("open at (http://\\S+)");

      Command.of("node", ".mvn/npm.mjs", "starter-test")
          .with("RONDO_STARTER_URL", url)
          .runIn(RONDO);
    }
  }
}
