package dev.rondo.test;

import dev.rondo.protocol.v1.Seat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Where a server is reached, and how one comes in.
 *
 * @param port the server's port on loopback
 * @param tls makes the sockets, or null for plain ones
 */
public record Door(int port, @Nullable SSLSocketFactory tls) {
  private static final int CONNECT_MILLIS = 5_000;

  /** The door of a server without TLS. */
  public static Door plain(int port) {
    return new Door(port, null);
  }

  /** What a Host header says. */
  public String host() {
    return "localhost:" + port;
  }

  /** Opens a connection, with TLS done. */
  public RawClient connect() {
    return connect(socket -> {});
  }

  /** Opens a connection whose socket is set up before. */
  public RawClient connect(SocketSetup setup) {
    try {
      Socket socket = new Socket();
      socket.setTcpNoDelay(true);
      setup.accept(socket);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return new RawClient(
          socket, tls == null ? socket : tls.createSocket(socket, "localhost", port, true));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is set on a socket before it connects. */
  public interface SocketSetup {

    /** Sets it. */
    void accept(Socket socket) throws IOException;
  }

  /** Sends a request on a connection of its own, and reads the answer. */
  public HttpAnswer ask(String request) {
    try (RawClient client = connect()) {
      return client.send(request).answer();
    }
  }

  /** The bytes of a join of the room type {@code duel}, with lines that are added to its head. */
  public String joinRequest(String json, String... lines) {
    return "POST /join/duel?version=3 HTTP/1.1\r\nHost: " + host()
        + "\r\nContent-Type: application/json\r\nContent-Length: "
        + json.getBytes(StandardCharsets.UTF_8).length
        + "\r\n" + Stream.of(lines).map(line -> line + "\r\n").collect(Collectors.joining())
        + "\r\n" + json;
  }

  /** Asks to come back. */
  public HttpAnswer resume(String token, int applied) {
    String json = "{\"token\": \"" + token + "\", \"applied\": " + applied + "}";
    return ask("POST /resume HTTP/1.1\r\nHost: " + host()
        + "\r\nContent-Type: application/json\r\nContent-Length: " + json.length() + "\r\n\r\n"
        + json);
  }

  /** Asks for a seat in a duel. */
  public Seat seat(String name) {
    return seats(name, 1).get(0);
  }

  /** Asks for seats in duels, on one connection. */
  public List<Seat> seats(String name, int count) {
    List<Seat> seats = new ArrayList<>();
    try (RawClient client = connect()) {
      for (int i = 0; i < count; i++) {
        seats.add(
            client.send(joinRequest("{\"name\": \"" + name + "\"}")).answer().seat());
      }
    }
    return seats;
  }

  /** The bytes of the upgrade that claims a seat. */
  public String upgradeRequest(Seat seat) {
    String from = seat.getUrl().startsWith("..") ? "/join/duel" : "/resume";
    URI claim = URI.create(from).resolve(seat.getUrl());
    return "GET " + claim + " HTTP/1.1\r\nHost: " + host()
        + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13"
        + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: rondo.v1\r\n\r\n";
  }

  /** Joins a duel: a connection whose WebSocket is open. */
  public RawClient play(String name) {
    return play(name, socket -> {});
  }

  /** Joins a duel on a connection whose socket is set up before. */
  public RawClient play(String name, SocketSetup setup) {
    return claim(seat(name), setup);
  }

  /** Claims a seat: a connection whose WebSocket is open. */
  public RawClient claim(Seat seat) {
    return claim(seat, socket -> {});
  }

  private RawClient claim(Seat seat, SocketSetup setup) {
    RawClient client = connect(setup).send(upgradeRequest(seat));
    HttpAnswer answer = client.answer();
    if (answer.status() != 101) {
      throw new AssertionError("the upgrade was answered with " + answer);
    }
    return client;
  }
}
