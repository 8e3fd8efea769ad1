/** Compares the pages with the examples that they show. */
@NullMarked
package dev.rondo.sample.docs;

import org.jspecify.annotations.NullMarked;
