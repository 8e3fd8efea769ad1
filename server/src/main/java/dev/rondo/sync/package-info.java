/**
 * How a room's state reaches its clients. Generated code extends {@link dev.rondo.sync.Entity},
 * {@link dev.rondo.sync.Single} and {@link dev.rondo.sync.State}, and games work with these,
 * {@link dev.rondo.sync.EntitySet} and {@link dev.rondo.sync.Interest}. What changed is encoded once a tick;
 * each client has a {@link dev.rondo.sync.View}, which is brought up to now. Only {@code dev.rondo.room} uses
 * views and {@link dev.rondo.sync.Replicator}.
 *
 * <p><b>Threads:</b> everything here belongs to one room and is called on its loop.
 */
@NullMarked
package dev.rondo.sync;

import org.jspecify.annotations.NullMarked;
