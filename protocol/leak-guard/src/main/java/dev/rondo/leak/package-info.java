/**
 * A leaked buffer fails the test class in which it is noticed. Put this module on a test class path and
 * it is in force: JUnit finds {@link dev.rondo.leak.LeakGuard} as a service, and Netty is pointed at
 * {@link dev.rondo.leak.RecordingLeakDetector} by a system property that the build sets for all tests.
 */
@NullMarked
package dev.rondo.leak;

import org.jspecify.annotations.NullMarked;
