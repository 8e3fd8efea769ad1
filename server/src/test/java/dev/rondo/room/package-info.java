/**
 * Tests of a room's life, on virtual time: {@link dev.rondo.testing.VirtualExecutor} is its loop,
 * {@link dev.rondo.room.RecordedConnection} the other side of its only port.
 */
@NullMarked
package dev.rondo.room;

import org.jspecify.annotations.NullMarked;
