/** Tests of the arena. */
@NullMarked
package dev.rondo.sample.arena;

import org.jspecify.annotations.NullMarked;
