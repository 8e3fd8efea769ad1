/**
 * A plugin of protoc that makes a room's Java classes from its contract: the room's base class, the
 * state's root, a class for each entity and single, and a view of the input. {@link
 * dev.rondo.generator.Main} is what a build starts; docs/contract.md says what comes out, and what is
 * refused.
 *
 * <p>A contract goes through here in three steps: the rules look for what cannot work and report all of
 * it at once, with file and line; the model gives each field its Java type and its names; the classes
 * named {@code ...Class} write one Java file each. Nothing here is on the class path of a game.
 *
 * <p><b>Threads:</b> one; protoc starts the plugin for each run anew.
 */
@NullMarked
package dev.rondo.generator;

import org.jspecify.annotations.NullMarked;
