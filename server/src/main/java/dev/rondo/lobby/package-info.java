/**
 * From a join to a place in a room: the rooms there are, the seats that were given and not yet claimed,
 * and how much one address may hold. {@code dev.rondo.net} asks, {@code dev.rondo.server} puts it
 * together; games do not name what lives here.
 *
 * <p><b>Threads:</b> all of it belongs to one loop, the front loop, so that counting needs no lock.
 * Rooms tell it on that loop that they have ended.
 */
@NullMarked
package dev.rondo.lobby;

import org.jspecify.annotations.NullMarked;
