package dev.rondo.benchmarks;

/**
 * What a way of syncing state sends to a client, and how true the client's copy is.
 *
 * @param bytes of a tick, without WebSocket's own
 * @param metres how far a coordinate of the copy was off, at most
 * @param radians how far a heading of the copy was off, at most
 */
record Replica(double bytes, double metres, double radians) {}
