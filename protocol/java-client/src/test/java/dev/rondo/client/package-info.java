/** Tests of the client: against the golden vectors, on virtual time, and over real sockets. */
@NullMarked
package dev.rondo.client;

import org.jspecify.annotations.NullMarked;
