/** Tests of settings, and of the pages that say what can be set. */
@NullMarked
package dev.rondo.server;

import org.jspecify.annotations.NullMarked;
