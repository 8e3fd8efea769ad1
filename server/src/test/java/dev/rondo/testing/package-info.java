/** Tests of the testing kit. {@link dev.rondo.testing.FairRoom} is the room that they play in. */
@NullMarked
package dev.rondo.testing;

import org.jspecify.annotations.NullMarked;
