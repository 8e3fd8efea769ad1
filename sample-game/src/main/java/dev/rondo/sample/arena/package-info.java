/**
 * Arena, the sample game: ships that turn, thrust and shoot in a square. What players see stands in
 * {@code arena.proto}, the rules of a match in {@link dev.rondo.sample.arena.ArenaRoom}, and how things
 * fly in {@link dev.rondo.sample.arena.Ship} and {@link dev.rondo.sample.arena.Bullet}.
 *
 * <p>Lengths are metres, angles radians clockwise from the x axis (y points down), times seconds.
 */
@NullMarked
package dev.rondo.sample.arena;

import org.jspecify.annotations.NullMarked;
