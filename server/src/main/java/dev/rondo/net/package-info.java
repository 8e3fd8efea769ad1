/**
 * Netty: HTTP, static files, the WebSocket upgrade, limits, and moving a channel to its room's loop. Used
 * by {@code dev.rondo.server} only; games name {@link dev.rondo.net.ServerStats} of it and nothing else.
 *
 * <p><b>Threads:</b> connections are accepted, and HTTP is spoken, on the front loop. Once its seat is
 * claimed, a channel is moved to the loop of its room and stays there.
 */
@NullMarked
package dev.rondo.net;

import org.jspecify.annotations.NullMarked;
