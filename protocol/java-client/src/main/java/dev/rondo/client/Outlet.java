package dev.rondo.client;

import io.netty.buffer.ByteBuf;

/** One connection to the server, as a {@link ClientSession} uses it. */
public interface Outlet {

  /**
   * Says whether so many bytes wait to be written already that the next frame should be left out.
   *
   * @return true while the connection drains; {@link ClientSession#run} is to be called when it has
   */
  boolean congested();

  /**
   * Sends one frame.
   *
   * @param frame one WebSocket message; from now on the outlet's, to be released by it
   */
  void send(ByteBuf frame);

  /**
   * Ends the connection. Nothing more of it may be handed to the session, whatever still comes.
   *
   * @param code the WebSocket close code
   * @param reason one sentence for the log of the server's operator
   */
  void close(int code, String reason);
}
