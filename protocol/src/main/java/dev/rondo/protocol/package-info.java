/**
 * The frame codec: between {@code rondo.v1} frames and Netty's {@code ByteBuf}, without an object a
 * frame. Used by the server and by whoever writes a client on the JVM. Nothing here has state, so any
 * thread may call it, each with its own buffer.
 *
 * <p>What the bytes mean stands in docs/WIRE.md.
 */
@NullMarked
package dev.rondo.protocol;

import org.jspecify.annotations.NullMarked;
