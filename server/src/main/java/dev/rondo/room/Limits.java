package dev.rondo.room;

/**
 * Every bound that the server enforces. Nothing grows past these; each default is safe on the open
 * internet. An operator can set each by the environment, as docs/configuration.md says.
 *
 * @param connections how many TCP connections the server holds at once; one more is answered 503
 *     and closed
 * @param connectionsPerAddress how many connections and unclaimed seats one address may hold (an
 *     IPv6 address counts as its /64); one more is answered 429. Raise it for schools, offices
 *     and load tests; behind a proxy set trustedProxies
 * @param handshakeMillis how long a connection may take from being accepted to its request, and a
 *     kept one to its next
 * @param answerMillis how long a client may take to read an HTTP answer
 * @param httpHeadBytes how long request line and headers together may be; a quarter of it for the
 *     line
 * @param httpBodyBytes how long the body of a request may be
 * @param messageBytes how long a client's WebSocket message may be, all its fragments together
 * @param extraFrames how many WebSocket frames a second a client may send above 2 a tick; as many
 *     again as a burst
 * @param inputQueue how many inputs of one player may wait for a tick; the oldest is dropped,
 *     counted and acknowledged as dropped
 * @param commandQueue how many commands of one player may wait for a tick; one more ends the
 *     connection with 1008
 * @param playersPerRoom the most that a room type may ask for as maxPlayers
 * @param rooms how many rooms the process runs at once; a join that would need one more is
 *     answered 503
 * @param seatMillis how long a seat may wait for its WebSocket
 * @param pingMillis how often the server pings a client
 * @param missedPings how many pings in a row may stay unanswered before the connection is cut
 * @param outboundBytes how many bytes may wait for a slow client before it is skipped
 * @param lagMillis how long a client may take to say that it has applied a frame before it is skipped until
 *     it has applied all
 * @param lagBytes how many bytes of frames may be on their way to a client that has not said that it has
 *     applied them, before it is skipped
 * @param slowMillis how long a client may be skipped before it is let go
 * @param eventBytes how many bytes of events may wait for a client that is skipped
 *     before it is let go; of one that is away the oldest are forgotten
 * @param requestQueue how many commands of one player that asked may wait for their reply; one
 *     more ends the connection with 1008
 * @param replyMillis how long a command that asked may wait for its reply before it is answered
 *     with the failure {@code timeout}
 * @param attachmentQueueBytes how many bytes of attachments may wait for one client before it is let
 *     go
 * @param outsideCalls how many calls to the outside, and from it, may wait in one room; one more
 *     fails
 * @param outsideMillis how long a call to the outside may take unless the room says otherwise
 * @param timers how many timers one room may have set
 * @param blockedMillis how long a hook may run before the log names it
 * @param httpThreads how many threads answer the game's own HTTP paths
 * @param httpQueue how many requests for the game's own HTTP paths may wait for a thread; one
 *     more is answered 503
 */
public record Limits(
    int connections,
    int connectionsPerAddress,
    int handshakeMillis,
    int answerMillis,
    int httpHeadBytes,
    int httpBodyBytes,
    int messageBytes,
    int extraFrames,
    int inputQueue,
    int commandQueue,
    int playersPerRoom,
    int rooms,
    int seatMillis,
    int pingMillis,
    int missedPings,
    int outboundBytes,
    int lagMillis,
    int lagBytes,
    int slowMillis,
    int eventBytes,
    int requestQueue,
    int replyMillis,
    int attachmentQueueBytes,
    int outsideCalls,
    int outsideMillis,
    int timers,
    int blockedMillis,
    int httpThreads,
    int httpQueue) {

  /** Checks that each value is within its bounds. */
  public Limits {
    check("connections", connections, 1, 1_000_000);
    check("connectionsPerAddress", connectionsPerAddress, 1, 1_000_000);
    check("handshakeMillis", handshakeMillis, 1, 600_000);
    check("answerMillis", answerMillis, 1, 3_600_000);
    check("httpHeadBytes", httpHeadBytes, 256, 1_048_576);
    check("httpBodyBytes", httpBodyBytes, 0, 16_777_216);
    check("messageBytes", messageBytes, 16, 16_777_216);
    check("extraFrames", extraFrames, 1, 1_000_000);
    check("inputQueue", inputQueue, 1, 100_000);
    check("commandQueue", commandQueue, 1, 100_000);
    check("playersPerRoom", playersPerRoom, 1, 10_000);
    check("rooms", rooms, 1, 1_000_000);
    check("seatMillis", seatMillis, 100, 600_000);
    check("pingMillis", pingMillis, 100, 600_000);
    check("missedPings", missedPings, 1, 100);
    check("outboundBytes", outboundBytes, 4_096, 1_073_741_824);
    check("lagMillis", lagMillis, 100, 600_000);
    check("lagBytes", lagBytes, 1_024, 1_073_741_824);
    check("slowMillis", slowMillis, 100, 600_000);
    check("eventBytes", eventBytes, 1_024, 1_073_741_824);
    check("requestQueue", requestQueue, 1, 100_000);
    check("replyMillis", replyMillis, 100, 600_000);
    check("attachmentQueueBytes", attachmentQueueBytes, 1_024, 1_073_741_824);
    check("outsideCalls", outsideCalls, 1, 1_000_000);
    check("outsideMillis", outsideMillis, 1, 600_000);
    check("timers", timers, 1, 1_000_000);
    check("blockedMillis", blockedMillis, 10, 600_000);
    check("httpThreads", httpThreads, 1, 1_000);
    check("httpQueue", httpQueue, 1, 1_000_000);
  }

  /**
   * Returns the defaults.
   *
   * @return the defaults
   */
  public static Limits defaults() {
    return new Builder().build();
  }

  /**
   * Starts from the defaults.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  private static void check(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: " + min + " to " + max + ")");
    }
  }

  /** Collects limits, from the defaults on. Not for several threads. */
  public static final class Builder {
    private int connections = 10_000;
    private int connectionsPerAddress = 64;
    private int handshakeMillis = 5_000;
    private int answerMillis = 60_000;
    private int httpHeadBytes = 8_192;
    private int httpBodyBytes = 16_384;
    private int messageBytes = 4_096;
    private int extraFrames = 20;
    private int inputQueue = 32;
    private int commandQueue = 64;
    private int playersPerRoom = 1_000;
    private int rooms = 1_000;
    private int seatMillis = 15_000;
    private int pingMillis = 10_000;
    private int missedPings = 2;
    private int outboundBytes = 262_144;
    private int lagMillis = 1_000;
    private int lagBytes = 131_072;
    private int slowMillis = 10_000;
    private int eventBytes = 65_536;
    private int requestQueue = 32;
    private int replyMillis = 10_000;
    private int attachmentQueueBytes = 4_194_304;
    private int outsideCalls = 1_000;
    private int outsideMillis = 5_000;
    private int timers = 10_000;
    private int blockedMillis = 200;
    private int httpThreads = 8;
    private int httpQueue = 256;

    private Builder() {}

    /**
     * Sets {@link Limits#connections}.
     *
     * @param connections the limit, in connections
     * @return this
     */
    public Builder connections(int connections) {
      this.connections = connections;
      return this;
    }

    /**
     * Sets {@link Limits#connectionsPerAddress}.
     *
     * @param connections the limit, in connections
     * @return this
     */
    public Builder connectionsPerAddress(int connections) {
      connectionsPerAddress = connections;
      return this;
    }

    /**
     * Sets {@link Limits#handshakeMillis}.
     *
     * @param milliseconds the limit, in milliseconds
     * @return this
     */
    public Builder handshakeMillis(int milliseconds) {
      handshakeMillis = milliseconds;
      return this;
    }

    /**
     * Sets {@link Limits#answerMillis}.
     *
     * @param milliseconds the limit, in milliseconds
     * @return this
     */
    public Builder answerMillis(int milliseconds) {
      answerMillis = milliseconds;
      return this;
    }

    /**
     * Sets {@link Limits#httpHeadBytes}.
     *
     * @param bytes the limit, in bytes
     * @return this
     */
    public Builder httpHeadBytes(int bytes) {
      httpHeadBytes = bytes;
      return this;
    }

    /**
     * Sets {@link Limits#httpBodyBytes}.
     *
     * @param bytes the limit, in bytes
     * @return this
     */
    public Builder httpBodyBytes(int bytes) {
      httpBodyBytes = bytes;
      return this;
    }

    /**
     * Sets {@link Limits#messageBytes}.
     *
     * @param bytes the limit, in bytes
     * @return this
     */
    public Builder messageBytes(int bytes) {
      messageBytes = bytes;
      return this;
    }

    /**
     * Sets {@link Limits#extraFrames}.
     *
     * @param frames the limit, in frames
     * @return this
     */
    public Builder extraFrames(int frames) {
      extraFrames = frames;
      return this;
    }

    /**
     * Sets {@link Limits#inputQueue}.
     *
     * @param inputs the limit, in inputs
     * @return this
     */
    public Builder inputQueue(int inputs) {
      inputQueue = inputs;
      return this;
    }

    /**
     * Sets {@link Limits#commandQueue}.
     *
     * @param commands the limit, in commands
     * @return this
     */
    public Builder commandQueue(int commands) {
      commandQueue = commands;
      return this;
    }

    /**
     * Sets {@link Limits#playersPerRoom}.
     *
     * @param players the limit, in players
     * @return this
     */
    public Builder playersPerRoom(int players) {
      playersPerRoom = players;
      return this;
    }

    /**
     * Sets {@link Limits#rooms}.
     *
     * @param rooms the limit, in rooms
     * @return this
     */
    public Builder rooms(int rooms) {
      this.rooms = rooms;
      return this;
    }

    /**
     * Sets {@link Limits#seatMillis}.
     *
     * @param milliseconds the limit, in milliseconds
     * @return this
     */
    public Builder seatMillis(int milliseconds) {
      seatMillis = milliseconds;
      return this;
    }

    /**
     * Sets {@link Limits#pingMillis}.
     *
     * @param milliseconds the limit, in milliseconds
     * @return this
     */
    public Builder pingMillis(int milliseconds) {
      pingMillis = milliseconds;
      return this;
    }

    /**
     * Sets {@link Limits#missedPings}.
     *
     * @param pings the limit, in pings
     * @return this
     */
    public Builder missedPings(int pings) {
      missedPings = pings;
      return this;
    }

    /**
     * Sets {@link Limits#outboundBytes}.
     *
     * @param bytes the limit, in bytes
     * @return this
     */
    public Builder outboundBytes(int bytes) {
      outboundBytes = bytes;
      return this;
    }

    /**
     * Sets {@link Limits#lagMillis}.
     *
     * @param milliseconds the limit, in milliseconds
     * @return this
     */
    public Builder lagMillis(int milliseconds) {
      lagMillis = milliseconds;
      return this;
    }

    /**
     * Sets {@link Limits#lagBytes}.
     *
     * @param bytes the limit, in bytes
     * @return this
     */
    public Builder lagBytes(int bytes) {
      lagBytes = bytes;
      return this;
    }

    /**
     * Sets {@link Limits#slowMillis}.
     *
     * @param milliseconds the limit, in milliseconds
     * @return this
     */
    public Builder slowMillis(int milliseconds) {
      slowMillis = milliseconds;
      return this;
    }

    /**
     * Sets {@link Limits#eventBytes}.
     *
     * @param bytes the limit, in bytes
     * @return this
     */
    public Builder eventBytes(int bytes) {
      eventBytes = bytes;
      return this;
    }

    /**
     * Sets {@link Limits#requestQueue}.
     *
     * @param requests the limit, in requests
     * @return this
     */
    public Builder requestQueue(int requests) {
      requestQueue = requests;
      return this;
    }

    /**
     * Sets {@link Limits#replyMillis}.
     *
     * @param milliseconds the limit, in milliseconds
     * @return this
     */
    public Builder replyMillis(int milliseconds) {
      replyMillis = milliseconds;
      return this;
    }

    /**
     * Sets {@link Limits#attachmentQueueBytes}.
     *
     * @param bytes the limit, in bytes
     * @return this
     */
    public Builder attachmentQueueBytes(int bytes) {
      attachmentQueueBytes = bytes;
      return this;
    }

    /**
     * Sets {@link Limits#outsideCalls}.
     *
     * @param calls the limit, in calls
     * @return this
     */
    public Builder outsideCalls(int calls) {
      outsideCalls = calls;
      return this;
    }

    /**
     * Sets {@link Limits#outsideMillis}.
     *
     * @param milliseconds the limit, in milliseconds
     * @return this
     */
    public Builder outsideMillis(int milliseconds) {
      outsideMillis = milliseconds;
      return this;
    }

    /**
     * Sets {@link Limits#timers}.
     *
     * @param timers the limit, in timers
     * @return this
     */
    public Builder timers(int timers) {
      this.timers = timers;
      return this;
    }

    /**
     * Sets {@link Limits#blockedMillis}.
     *
     * @param milliseconds the limit, in milliseconds
     * @return this
     */
    public Builder blockedMillis(int milliseconds) {
      blockedMillis = milliseconds;
      return this;
    }

    /**
     * Sets {@link Limits#httpThreads}.
     *
     * @param threads the limit, in threads
     * @return this
     */
    public Builder httpThreads(int threads) {
      httpThreads = threads;
      return this;
    }

    /**
     * Sets {@link Limits#httpQueue}.
     *
     * @param requests the limit, in requests
     * @return this
     */
    public Builder httpQueue(int requests) {
      httpQueue = requests;
      return this;
    }

    /**
     * Checks and makes the limits.
     *
     * @return the limits
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public Limits build() {
      return new Limits(
          connections,
          connectionsPerAddress,
          handshakeMillis,
          answerMillis,
          httpHeadBytes,
          httpBodyBytes,
          messageBytes,
          extraFrames,
          inputQueue,
          commandQueue,
          playersPerRoom,
          rooms,
          seatMillis,
          pingMillis,
          missedPings,
          outboundBytes,
          lagMillis,
          lagBytes,
          slowMillis,
          eventBytes,
          requestQueue,
          replyMillis,
          attachmentQueueBytes,
          outsideCalls,
          outsideMillis,
          timers,
          blockedMillis,
          httpThreads,
          httpQueue);
    }
  }
}
