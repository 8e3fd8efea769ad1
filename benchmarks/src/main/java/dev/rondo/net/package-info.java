/**
 * Benchmarks of what is package-private in the server's {@code dev.rondo.net}. They share its package,
 * because the alternative is to open the server's inside to every game for the sake of a measurement.
 * That splits the package over two jars, which the class path allows; on a module path this module would
 * not work, and nobody runs it there.
 *
 * <p><b>Threads:</b> JMH's thread alone, which is also the loop of the channels.
 */
@NullMarked
package dev.rondo.net;

import org.jspecify.annotations.NullMarked;
