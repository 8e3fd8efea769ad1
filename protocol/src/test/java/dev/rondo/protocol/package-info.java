/** Tests of the frame codec, against protobuf-java and against the golden vectors. */
@NullMarked
package dev.rondo.protocol;

import org.jspecify.annotations.NullMarked;
