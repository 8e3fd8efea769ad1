package dev.rondo.room;

/**
 * How a room type is run. Immutable; each setter returns a changed copy. An operator can set each by the
 * environment too, as docs/configuration.md says.
 *
 * @param tickRate ticks a second, 1 to 240
 * @param maxPlayers how many players a room takes; more go to another room
 * @param inputsPerTick how many waiting inputs of one player a tick takes: 1 smooths jitter and fits
 *     prediction, more follows the player sooner
 * @param idlePolicy what a player's input is in a tick for which none has come
 */
public record RoomOptions(int tickRate, int maxPlayers, int inputsPerTick, IdlePolicy idlePolicy) {

  /** Checks that each value is within its bounds. */
  public RoomOptions {
    check("tickRate", tickRate, 1, 240);
    check("maxPlayers", maxPlayers, 1, 10_000);
    check("inputsPerTick", inputsPerTick, 1, 1_000);
  }

  /**
   * Returns the defaults: 20 ticks a second, 16 players, one input a tick, repeated while idle.
   *
   * @return the defaults
   */
  public static RoomOptions defaults() {
    return new RoomOptions(20, 16, 1, IdlePolicy.REPEAT);
  }

  /**
   * Sets how often the room ticks.
   *
   * @param ticksPerSecond 1 to 240
   * @return a changed copy
   */
  public RoomOptions tickRate(int ticksPerSecond) {
    return new RoomOptions(ticksPerSecond, maxPlayers, inputsPerTick, idlePolicy);
  }

  /**
   * Sets how many players a room takes.
   *
   * @param players 1 or more, at most {@link Limits#playersPerRoom}
   * @return a changed copy
   */
  public RoomOptions maxPlayers(int players) {
    return new RoomOptions(tickRate, players, inputsPerTick, idlePolicy);
  }

  /**
   * Sets how many waiting inputs of one player a tick takes.
   *
   * @param inputs 1 or more; a tick with none waiting follows the idle policy
   * @return a changed copy
   */
  public RoomOptions inputsPerTick(int inputs) {
    return new RoomOptions(tickRate, maxPlayers, inputs, idlePolicy);
  }

  /**
   * Sets what a player's input is in a tick for which none has come.
   *
   * @param policy the policy
   * @return a changed copy
   */
  public RoomOptions idlePolicy(IdlePolicy policy) {
    return new RoomOptions(tickRate, maxPlayers, inputsPerTick, policy);
  }

  private static void check(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: " + min + " to " + max + ")");
    }
  }
}
