package dev.rondo.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class VirtualMatchTest {

  @Test
  void playsEachTickWithEachPilot() {
    String report = VirtualMatch.measure(Duration.ofSeconds(2));

    // 60 ticks and a goodbye for each of the 8
    assertThat(report).startsWith("2 s of play in ").contains(" 488 frames of ");
  }
}
