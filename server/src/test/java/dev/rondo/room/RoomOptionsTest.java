package dev.rondo.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RoomOptionsTest {
  private final RoomOptions defaults = RoomOptions.defaults();

  @Test
  void changesOneOptionAtATime() {
    RoomOptions changed = defaults
        .tickRate(60)
        .maxPlayers(5)
        .inputsPerTick(3)
        .idlePolicy(IdlePolicy.NEUTRAL)
        .graceSeconds(7)
        .attachmentBytes(9)
        .sendEvery(2)
        .frameBytes(999)
        .checkEvery(4);

    assertThat(changed).isEqualTo(new RoomOptions(60, 5, 3, IdlePolicy.NEUTRAL, 7, 9, 2, 999, 4));
    assertThat(defaults)
        .isEqualTo(new RoomOptions(20, 16, 1, IdlePolicy.REPEAT, 20, 0, 1, 16_384, 0));
  }

  @Test
  void takesTheEndsOfItsBounds() {
    assertThat(defaults.tickRate(1).tickRate(240).tickRate()).isEqualTo(240);
    assertThat(defaults.maxPlayers(1).maxPlayers(10_000).maxPlayers()).isEqualTo(10_000);
    assertThat(defaults.inputsPerTick(1).inputsPerTick(1_000).inputsPerTick()).isEqualTo(1_000);
    assertThat(defaults.sendEvery(1).sendEvery(240).sendEvery()).isEqualTo(240);
    assertThat(defaults.frameBytes(256).frameBytes(1_048_576).frameBytes()).isEqualTo(1_048_576);
    assertThat(defaults.checkEvery(1_000_000).checkEvery(0).checkEvery()).isZero();
  }

  @Test
  void refusesWhatIsOutOfItsBounds() {
    assertThatThrownBy(() -> defaults.tickRate(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tickRate: 0 (expected: 1 to 240)");
    assertThatThrownBy(() -> defaults.tickRate(241))
        .hasMessage("tickRate: 241 (expected: 1 to 240)");
    assertThatThrownBy(() -> defaults.maxPlayers(0))
        .hasMessage("maxPlayers: 0 (expected: 1 to 10000)");
    assertThatThrownBy(() -> defaults.maxPlayers(10_001))
        .hasMessage("maxPlayers: 10001 (expected: 1 to 10000)");
    assertThatThrownBy(() -> defaults.inputsPerTick(0))
        .hasMessage("inputsPerTick: 0 (expected: 1 to 1000)");
    assertThatThrownBy(() -> defaults.inputsPerTick(1_001))
        .hasMessage("inputsPerTick: 1001 (expected: 1 to 1000)");
    assertThatThrownBy(() -> defaults.sendEvery(0)).hasMessage("sendEvery: 0 (expected: 1 to 240)");
    assertThatThrownBy(() -> defaults.frameBytes(255))
        .hasMessage("frameBytes: 255 (expected: 256 to 1048576)");
    assertThatThrownBy(() -> defaults.checkEvery(-1))
        .hasMessage("checkEvery: -1 (expected: 0 to 1000000)");
  }
}
