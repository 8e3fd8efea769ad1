/**
 * The truth: whatever happens in a room, each client's copy is what the server says this client may see, and
 * nothing else was ever sent to it. {@link dev.rondo.truth.TruthTest} plays random histories against a model
 * that knows nothing of how frames are made.
 */
@NullMarked
package dev.rondo.truth;

import org.jspecify.annotations.NullMarked;
