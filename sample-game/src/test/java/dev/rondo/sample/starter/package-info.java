/** A game in a repository of its own: whether the starter builds, plays, and is what docs/start.md says. */
@NullMarked
package dev.rondo.sample.starter;

import org.jspecify.annotations.NullMarked;
