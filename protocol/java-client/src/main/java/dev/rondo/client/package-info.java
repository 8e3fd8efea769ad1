/**
 * The client of a Rondo server on the JVM, for bots, tools, tests and games. Three layers, each usable
 * without the one above it:
 *
 * <ul>
 *   <li>the copy of a room's state, which frames change by the rules of docs/WIRE.md;
 *   <li>{@link dev.rondo.client.ClientSession}: one player's stay in a room over all its connections,
 *       without sockets, threads or a clock of its own;
 *   <li>{@link dev.rondo.client.RondoClient} and {@link dev.rondo.client.RemoteRoom}: the same over
 *       HTTP and WebSocket on Netty, coming back by itself when a connection is lost.
 * </ul>
 *
 * <p>{@link dev.rondo.client.Contract} says what a room and its players tell each other, and with which
 * Java types; {@link dev.rondo.client.RoomListener} is told what happens.
 */
@NullMarked
package dev.rondo.client;

import org.jspecify.annotations.NullMarked;
