/** The game of the README, so that it compiles and is what the README says. */
@NullMarked
package dev.rondo.sample.dots;

import org.jspecify.annotations.NullMarked;
