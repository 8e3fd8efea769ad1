/**
 * How a room's state becomes bytes: its shape, checked once, and the snapshot of each tick, encoded
 * once for all who see it. Used by {@code dev.rondo.room}; games do not name what lives here.
 *
 * <p><b>Threads:</b> everything here belongs to one room and is called on its loop.
 */
@NullMarked
package dev.rondo.sync;

import org.jspecify.annotations.NullMarked;
