package dev.rondo.room;

/** What a player's input is in a tick for which none has come. */
public enum IdlePolicy {
  /** The last one again: a held key stays held over a late packet. Before the first: neutral. */
  REPEAT,
  /** The input message with nothing set. */
  NEUTRAL
}
