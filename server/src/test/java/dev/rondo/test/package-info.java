/**
 * What tests that play over real sockets share: a room to play in, a server with that room, and clients
 * that behave or misbehave.
 *
 * <p><b>Threads:</b> one of these belongs to the test's thread, except {@link dev.rondo.test.DuelLog}.
 */
@NullMarked
package dev.rondo.test;

import org.jspecify.annotations.NullMarked;
