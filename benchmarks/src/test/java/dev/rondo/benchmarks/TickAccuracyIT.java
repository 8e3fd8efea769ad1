package dev.rondo.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TickAccuracyIT {

  @Test
  void seesTheTicksOfEachRoomAtEachPlayer() throws Exception {
    Load load = Load.parse("--rooms", "2", "--players", "2", "--seconds", "1", "--warmup", "0");

    TickReport report = TickAccuracy.measure(load);

    assertThat(report.lost()).isZero();
    assertThat(report.rooms().drift().size()).as("rooms").isEqualTo(2);
    assertThat(report.players().drift().size()).as("players").isEqualTo(4);
    assertThat(report.rooms().skipped()).as("tick numbers that a room left out").isZero();
    assertThat(report.table()).contains("median period", "jitter p99.9", "players lost");
  }
}
