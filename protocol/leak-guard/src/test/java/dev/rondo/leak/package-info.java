/** Tests of the leak guard. */
@NullMarked
package dev.rondo.leak;

import org.jspecify.annotations.NullMarked;
