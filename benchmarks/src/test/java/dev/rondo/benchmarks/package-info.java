/** Each benchmark runs for a moment, so that none of them rots; what they measure here means nothing. */
@NullMarked
package dev.rondo.benchmarks;

import org.jspecify.annotations.NullMarked;
