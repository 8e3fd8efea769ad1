/** Tests of the network over real sockets, one subject a class. */
@NullMarked
package dev.rondo.net;

import org.jspecify.annotations.NullMarked;
