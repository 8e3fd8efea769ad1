/** The life of a player, arrow by arrow: one contract, in memory and over real sockets. */
@NullMarked
package dev.rondo.life;

import org.jspecify.annotations.NullMarked;
