/** Tests of the code as such: its layers, and the rules of the house. */
@NullMarked
package dev.rondo.structure;

import org.jspecify.annotations.NullMarked;
