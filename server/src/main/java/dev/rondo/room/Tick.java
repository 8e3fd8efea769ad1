package dev.rondo.room;

/**
 * One step of a room.
 *
 * @param number counts up from 1
 * @param seconds how much time of the game it covers: always the same, 1 / tick rate
 */
public record Tick(int number, double seconds) {}
