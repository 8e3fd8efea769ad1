/**
 * Rooms and clients on virtual time, for the tests of games: {@link dev.rondo.testing.RoomTester} runs a
 * room, {@link dev.rondo.testing.TestClient} plays in it over a network that is as bad as the test wants
 * it. The room is the one that a server runs and the client the one of {@code dev.rondo.client}; only the
 * sockets between them, and the time, are made up. Nothing of a server depends on this package.
 *
 * <p><b>Threads:</b> that of the test, and no other: all that happens, happens while the test lets time
 * pass, in an order that depends on the seed alone.
 */
@NullMarked
package dev.rondo.testing;

import org.jspecify.annotations.NullMarked;
