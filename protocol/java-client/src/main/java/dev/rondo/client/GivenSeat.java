package dev.rondo.client;

import java.net.URI;
import java.util.List;

/**
 * A seat that waits for its WebSocket.
 *
 * @param socket where to claim it
 * @param contract the list of the server's contract, where it is another than the client's
 */
record GivenSeat(URI socket, List<String> contract) {}
