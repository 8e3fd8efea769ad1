package dev.rondo.net;

/**
 * What a server holds at a moment.
 *
 * @param connections open TCP connections
 * @param seats seats that were given and not yet claimed
 * @param rooms rooms that run
 * @param players connections that hold a place in a room
 */
public record ServerStats(int connections, int seats, int rooms, int players) {}
