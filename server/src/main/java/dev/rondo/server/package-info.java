/**
 * Where a game starts: {@link dev.rondo.server.GameServer} puts the parts together, with the options
 * that the code, the JVM and the environment give.
 *
 * <p><b>Threads:</b> any.
 */
@NullMarked
package dev.rondo.server;

import org.jspecify.annotations.NullMarked;
