/** Tests of what a room's state becomes. */
@NullMarked
package dev.rondo.sync;

import org.jspecify.annotations.NullMarked;
