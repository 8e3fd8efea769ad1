package dev.rondo.client;

import dev.rondo.protocol.v1.Desync;

/**
 * Where the copy of a state differs from what the server says that it should be.
 *
 * @param name the entity's id, unsigned, or the field number of the single
 * @param field the number of its first field that differs; 0 if only one side has the entity
 * @param held what is here, in protobuf's text form
 * @param expected what the server says
 */
public record Difference(int name, int field, String held, String expected) {
  private static final int HELD_CHARS = 100;

  /** As the server is told. */
  Desync desync(int tick) {
    return Desync.newBuilder()
        .setTick(tick)
        .setName(name)
        .setField(field)
        .setHeld(held.length() <= HELD_CHARS ? held : held.substring(0, HELD_CHARS))
        .build();
  }
}
