/**
 * What Rondo costs and how true its ticks are, measured. Each JMH benchmark asks one question;
 * {@link dev.rondo.benchmarks.TickAccuracy}, {@link dev.rondo.benchmarks.VirtualMatch} and
 * {@link dev.rondo.benchmarks.StateBytes} are programs of their own. docs/benchmarks.md says how to run them,
 * and holds the results. Nothing depends on this module.
 *
 * <p><b>Threads:</b> a benchmark runs on JMH's thread alone. In the tick measurement rooms record on
 * their loops and players on theirs, and the rest happens before they begin and after they have ended.
 */
@NullMarked
package dev.rondo.benchmarks;

import org.jspecify.annotations.NullMarked;
