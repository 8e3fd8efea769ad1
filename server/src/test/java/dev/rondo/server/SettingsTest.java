package dev.rondo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rondo.room.IdlePolicy;
import dev.rondo.room.Limits;
import dev.rondo.room.RoomOptions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private final Map<String, String> properties = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();
  private final Settings settings = new Settings(properties::get, environment::get);

  @ParameterizedTest
  @CsvSource({
    "port, RONDO_PORT",
    "inputQueue, RONDO_INPUT_QUEUE",
    "connectionsPerAddress, RONDO_CONNECTIONS_PER_ADDRESS",
    "httpHeadBytes, RONDO_HTTP_HEAD_BYTES",
    "room.arena.tickRate, RONDO_ROOM_ARENA_TICK_RATE",
    "room.my-arena_2.tickRate, RONDO_ROOM_MY_ARENA_2_TICK_RATE",
    "room.bigArena.maxPlayers, RONDO_ROOM_BIG_ARENA_MAX_PLAYERS"
  })
  void makesNamesForTheEnvironment(String option, String name) {
    assertThat(Settings.environmentName(option)).isEqualTo(name);
  }

  @Test
  void takesTheJvmBeforeTheEnvironmentAndBothBeforeTheCode() {
    properties.put("rondo.inputQueue", "1");
    environment.put("RONDO_INPUT_QUEUE", "2");
    environment.put("RONDO_COMMAND_QUEUE", "3");

    Limits limits = settings.overlay(Limits.builder().inputQueue(4).rooms(5).build(), "");

    assertThat(limits)
        .isEqualTo(Limits.builder().inputQueue(1).commandQueue(3).rooms(5).build());
  }

  @Test
  void changesNothingWhenNothingIsSet() {
    assertThat(settings.overlay(Limits.defaults(), "")).isEqualTo(Limits.defaults());
    assertThat(settings.list("allowedOrigins")).isEmpty();
    assertThat(settings.plain("port")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void takesBlankForNotSet(String blank) {
    properties.put("rondo.inputQueue", blank);
    environment.put("RONDO_INPUT_QUEUE", "7");
    properties.put("port", blank);

    assertThat(settings.overlay(Limits.defaults(), "").inputQueue()).isEqualTo(7);
    assertThat(settings.plain("port")).isEmpty();
  }

  @Test
  void setsOptionsOfOneRoomType() {
    environment.put("RONDO_ROOM_ARENA_TICK_RATE", " 60 ");
    properties.put("rondo.room.arena.idlePolicy", "neutral");
    properties.put("rondo.room.other.maxPlayers", "2");

    RoomOptions options = settings.overlay(RoomOptions.defaults(), "room.arena.");

    assertThat(options)
        .isEqualTo(RoomOptions.defaults().tickRate(60).idlePolicy(IdlePolicy.NEUTRAL));
  }

  @Test
  void readsLists() {
    properties.put("rondo.allowedOrigins", " https://a.example , ,https://b.example,");

    assertThat(settings.list("allowedOrigins"))
        .hasValueSatisfying(origins ->
            assertThat(origins).containsExactly("https://a.example", "https://b.example"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"many", "1.5", "12a", "99999999999", "0x10"})
  void refusesWhatIsNoNumber(String text) {
    properties.put("rondo.inputQueue", text);

    assertThatThrownBy(() -> settings.overlay(Limits.defaults(), ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("inputQueue: \"" + text + "\" (expected: a whole number)");
  }

  @Test
  void refusesWhatIsOutOfBounds() {
    properties.put("rondo.inputQueue", "0");

    assertThatThrownBy(() -> settings.overlay(Limits.defaults(), ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("inputQueue: 0 (expected: 1 to 100000)");
  }

  @Test
  void refusesAnIdlePolicyThatThereIsNot() {
    properties.put("rondo.room.arena.idlePolicy", "sleep");

    assertThatThrownBy(() -> settings.overlay(RoomOptions.defaults(), "room.arena."))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("room.arena.idlePolicy: \"sleep\" (expected: REPEAT or NEUTRAL)");
  }
}
