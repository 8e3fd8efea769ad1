/** The game of docs/integration.md, so that what the page shows compiles and does what the page says. */
@NullMarked
package dev.rondo.sample.tavern;

import org.jspecify.annotations.NullMarked;
