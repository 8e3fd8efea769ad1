package dev.rondo.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.test.ClientFrames;
import dev.rondo.test.DuelServer;
import dev.rondo.test.RawClient;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A hook that blocks its loop is named in the log, while it does. */
class WatchdogIT {
  private static final long BLOCK_NANOS = 400_000_000;

  @Test
  void namesTheRoomTheHookAndTheLineThatBlocks() {
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try (DuelServer server = DuelServer.start(limits -> limits.blockedMillis(50));
        RawClient ada = server.door().play("Ada")) {
      server.log().onShout(WatchdogIT::blockTheLoop);

      ada.send(ClientFrames.command(ClientFrames.shout("hold it")));
      ada.dataFrame(frame -> !frame.events().isEmpty());
    } finally {
      System.setErr(before);
    }

    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("Room duel-1 holds its loop: onCommand has run for ")
        .contains("blockTheLoop(WatchdogIT.java:");
  }

  private static void blockTheLoop() {
    long end = System.nanoTime() + BLOCK_NANOS;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(1_000_000);
    }
  }
}
