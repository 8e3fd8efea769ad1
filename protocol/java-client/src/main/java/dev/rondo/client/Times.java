package dev.rondo.client;

/**
 * How long a client waits, in milliseconds. Tests shrink what they would otherwise wait for.
 *
 * @param heartbeat after how long without anything to send a frame is sent all the same; WIRE.md asks for
 *     one every 250 ms
 * @param stall after how long without a frame of the server only heartbeats are sent: the network hands
 *     over what it held back in one burst, and the server closes a client that sends too much at once
 * @param silence after how long without a frame of the server the connection is taken for dead
 * @param leave how long the server has to close the connection after a leave
 * @param connect how long opening a connection, or an answer over HTTP, may take
 * @param join how long joining may take, until the room is ready
 * @param backoff how long the first pause before coming back is at most; each is a random share
 * @param longestBackoff how long such a pause may grow, twice as long each time
 */
record Times(
    int heartbeat,
    int stall,
    int silence,
    int leave,
    int connect,
    int join,
    int backoff,
    int longestBackoff) {
  static final Times DEFAULT = new Times(200, 1_000, 3_000, 2_000, 5_000, 10_000, 250, 5_000);

  static long nanos(long millis) {
    return millis * 1_000_000;
  }
}
