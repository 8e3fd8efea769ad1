/** Tests of the generator. */
@NullMarked
package dev.rondo.generator;

import org.jspecify.annotations.NullMarked;
