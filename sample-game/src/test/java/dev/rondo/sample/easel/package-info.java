/** A room for pictures: what the tests of attachments in a real browser talk to. */
@NullMarked
package dev.rondo.sample.easel;

import org.jspecify.annotations.NullMarked;
