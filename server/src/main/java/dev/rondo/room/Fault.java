package dev.rondo.room;

import org.jspecify.annotations.Nullable;

/**
 * An exception that a room's code did not catch.
 *
 * @param hook where: a hook's name, or what was called back, such as {@code a timer}
 * @param player whom it was about, or null
 * @param tick at which tick
 * @param cause what was thrown
 */
public record Fault(String hook, @Nullable Player player, int tick, Throwable cause) {}
