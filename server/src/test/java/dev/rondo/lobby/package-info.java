/** Tests of seats and rooms, with a front loop that the test drives. */
@NullMarked
package dev.rondo.lobby;

import org.jspecify.annotations.NullMarked;
