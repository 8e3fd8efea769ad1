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
 * @param graceSeconds how long a player whose connection was lost keeps the place, and can come back; 0:
 *     a lost connection is a leave
 * @param attachmentBytes how long an attachment of a command or an event may be; 0: the room takes and
 *     sends none. A player who sends one holds so much memory
 * @param sendEvery how many ticks lie between two frames: 3 of a room with 60 ticks a second sends 20. At
 *     most tickRate
 * @param frameBytes how many bytes of entities a frame has at most; what is farther or has waited less waits
 *     for the next. What a player owns and the singles always go
 * @param checkEvery every how many frames clients compare their copy with what it should be, to find desyncs;
 *     0: never. For developing: such a frame holds the whole view
 */
public record RoomOptions(
    int tickRate,
    int maxPlayers,
    int inputsPerTick,
    IdlePolicy idlePolicy,
    int graceSeconds,
    int attachmentBytes,
    int sendEvery,
    int frameBytes,
    int checkEvery) {

  /** Checks that each value is within its bounds. */
  public RoomOptions {
    check("tickRate", tickRate, 1, 240);
    check("maxPlayers", maxPlayers, 1, 10_000);
    check("inputsPerTick", inputsPerTick, 1, 1_000);
    check("graceSeconds", graceSeconds, 0, 3_600);
    check("attachmentBytes", attachmentBytes, 0, 16_777_216);
    check("sendEvery", sendEvery, 1, 240);
    check("frameBytes", frameBytes, 256, 1_048_576);
    check("checkEvery", checkEvery, 0, 1_000_000);
  }

  /**
   * Returns the defaults: 20 ticks a second, 16 players, one input a tick, repeated while idle, 20 seconds
   * of grace, no attachments, a frame a tick of 16 KiB, no checks.
   *
   * @return the defaults
   */
  public static RoomOptions defaults() {
    return new RoomOptions(20, 16, 1, IdlePolicy.REPEAT, 20, 0, 1, 16_384, 0);
  }

  /**
   * Sets how often the room ticks.
   *
   * @param ticksPerSecond 1 to 240
   * @return a changed copy
   */
  public RoomOptions tickRate(int ticksPerSecond) {
    return new RoomOptions(
        ticksPerSecond,
        maxPlayers,
        inputsPerTick,
        idlePolicy,
        graceSeconds,
        attachmentBytes,
        sendEvery,
        frameBytes,
        checkEvery);
  }

  /**
   * Sets how many players a room takes.
   *
   * @param players 1 or more, at most {@link Limits#playersPerRoom}
   * @return a changed copy
   */
  public RoomOptions maxPlayers(int players) {
    return new RoomOptions(
        tickRate,
        players,
        inputsPerTick,
        idlePolicy,
        graceSeconds,
        attachmentBytes,
        sendEvery,
        frameBytes,
        checkEvery);
  }

  /**
   * Sets how many waiting inputs of one player a tick takes.
   *
   * @param inputs 1 or more; a tick with none waiting follows the idle policy
   * @return a changed copy
   */
  public RoomOptions inputsPerTick(int inputs) {
    return new RoomOptions(
        tickRate,
        maxPlayers,
        inputs,
        idlePolicy,
        graceSeconds,
        attachmentBytes,
        sendEvery,
        frameBytes,
        checkEvery);
  }

  /**
   * Sets what a player's input is in a tick for which none has come.
   *
   * @param policy the policy
   * @return a changed copy
   */
  public RoomOptions idlePolicy(IdlePolicy policy) {
    return new RoomOptions(
        tickRate,
        maxPlayers,
        inputsPerTick,
        policy,
        graceSeconds,
        attachmentBytes,
        sendEvery,
        frameBytes,
        checkEvery);
  }

  /**
   * Sets how long a player whose connection was lost keeps the place.
   *
   * @param seconds 0 to 3,600; 0 makes a lost connection a leave
   * @return a changed copy
   */
  public RoomOptions graceSeconds(int seconds) {
    return new RoomOptions(
        tickRate,
        maxPlayers,
        inputsPerTick,
        idlePolicy,
        seconds,
        attachmentBytes,
        sendEvery,
        frameBytes,
        checkEvery);
  }

  /**
   * Sets how long an attachment of a command or an event may be.
   *
   * @param bytes 0 to 16,777,216; 0 for a room that takes and sends none
   * @return a changed copy
   */
  public RoomOptions attachmentBytes(int bytes) {
    return new RoomOptions(
        tickRate,
        maxPlayers,
        inputsPerTick,
        idlePolicy,
        graceSeconds,
        bytes,
        sendEvery,
        frameBytes,
        checkEvery);
  }

  /**
   * Sets how many ticks lie between two frames.
   *
   * @param ticks 1 to 240, and in the end at most {@link #tickRate}
   * @return a changed copy
   */
  public RoomOptions sendEvery(int ticks) {
    return new RoomOptions(
        tickRate,
        maxPlayers,
        inputsPerTick,
        idlePolicy,
        graceSeconds,
        attachmentBytes,
        ticks,
        frameBytes,
        checkEvery);
  }

  /**
   * Sets how many bytes of entities a frame has at most.
   *
   * @param bytes 256 to 1,048,576
   * @return a changed copy
   */
  public RoomOptions frameBytes(int bytes) {
    return new RoomOptions(
        tickRate,
        maxPlayers,
        inputsPerTick,
        idlePolicy,
        graceSeconds,
        attachmentBytes,
        sendEvery,
        bytes,
        checkEvery);
  }

  /**
   * Sets every how many frames clients compare their copy with what it should be.
   *
   * @param frames 0 to 1,000,000; 0 for never
   * @return a changed copy
   */
  public RoomOptions checkEvery(int frames) {
    return new RoomOptions(
        tickRate,
        maxPlayers,
        inputsPerTick,
        idlePolicy,
        graceSeconds,
        attachmentBytes,
        sendEvery,
        frameBytes,
        frames);
  }

  private static void check(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: " + min + " to " + max + ")");
    }
  }
}
