package dev.rondo.net;

/**
 * What a game answers to HTTP requests for a path of its own, on the same port as its rooms.
 *
 * <p><b>Threads:</b> one of {@code httpThreads} that are there for this alone, several at once. It may
 * block; no room and no player waits for it. To reach a room, use {@code GameServer.room(id)}.
 */
@FunctionalInterface
public interface HttpEndpoint {

  /**
   * Answers a request.
   *
   * @param query what was asked
   * @return the answer
   * @throws Exception when it cannot; the client gets 500 and the log the stack
   */
  HttpReply answer(HttpQuery query) throws Exception;
}
