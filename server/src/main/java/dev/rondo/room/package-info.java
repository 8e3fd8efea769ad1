/**
 * What a game is written against: {@link dev.rondo.room.Room} with its hooks,
 * {@link dev.rondo.room.Player}, {@link dev.rondo.room.Tick}, {@link dev.rondo.room.RoomOptions}; and
 * the loop that runs a room at its tick.
 *
 * <p>A room knows no socket. What reaches it comes through {@link dev.rondo.room.Inbound}, what leaves
 * it goes through {@link dev.rondo.room.Connection}, and time comes from
 * {@link dev.rondo.room.RoomExecutor}, so a test can own all three. Those, with
 * {@link dev.rondo.room.RoomHost} and {@link dev.rondo.room.Contract}, are the seam to
 * {@code dev.rondo.lobby} and {@code dev.rondo.net}; games do not name them.
 *
 * <p><b>Threads:</b> a room and all that belongs to it live on one loop. Every hook is called there, and
 * only at a tick, so game code needs no lock.
 */
@NullMarked
package dev.rondo.room;

import org.jspecify.annotations.NullMarked;
