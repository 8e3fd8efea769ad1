package dev.rondo.life;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which arrows of the state diagram in docs/rooms.md a test goes along. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Arrow {

  /** Their names. */
  String[] value();
}
