package dev.rondo.test;

import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Command;

/** Numbers the commands of one client, those that have no number of their own, as docs/WIRE.md asks. */
public final class Numbering {
  private int last;

  /** Starts at 1. */
  public Numbering() {}

  /** Numbers the commands of a frame that is about to be sent. */
  public ClientFrame number(ClientFrame frame) {
    ClientFrame.Builder numbered = frame.toBuilder();
    for (Command.Builder command : numbered.getCommandsBuilderList()) {
      if (!command.hasSequence()) {
        command.setSequence(++last);
      }
    }
    return numbered.build();
  }
}
