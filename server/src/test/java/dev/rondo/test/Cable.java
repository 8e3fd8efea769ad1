package dev.rondo.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The way from a client to a server: a TCP proxy on loopback that passes bytes on until it is cut, and
 * takes connections again once it is mended.
 */
public final class Cable implements AutoCloseable {
  private final int server;
  private final ServerSocket listener;
  private final Set<Socket> clientSides = ConcurrentHashMap.newKeySet();
  private final Set<Socket> serverSides = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  /** To a server on this port of loopback. */
  public Cable(int server) {
    this.server = server;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start("cable", this::accept);
  }

  /** The client's end. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Breaks all connections, and lets no new one through. */
  public void cut() {
    cut = true;
    breakAll(clientSides);
    breakAll(serverSides);
  }

  /** Lets new connections through. */
  public void mend() {
    cut = false;
  }

  /** Breaks the clients' ends of all connections, of which the server hears nothing. */
  public void breakUnnoticed() {
    serverSides.clear(); // so that nothing closes them but the server
    breakAll(clientSides);
  }

  @Override
  public void close() {
    cut();
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() throws IOException {
    while (!listener.isClosed()) {
      Socket client = listener.accept();
      if (cut) {
        client.close();
        continue;
      }
      Socket toServer = new Socket();
      toServer.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server));
      client.setTcpNoDelay(true);
      toServer.setTcpNoDelay(true);
      clientSides.add(client);
      serverSides.add(toServer);
      start("cable-up", () -> pass(client, toServer));
      start("cable-down", () -> pass(toServer, client));
    }
  }

  /** Passes bytes on until one side ends; the other then ends too, unless that was to be unnoticed. */
  private void pass(Socket from, Socket to) throws IOException {
    try (from) {
      from.getInputStream().transferTo(to.getOutputStream());
    } finally {
      if (serverSides.contains(to) || clientSides.contains(to)) {
        to.close();
      }
      clientSides.remove(from);
      serverSides.remove(from);
    }
  }

  private static void breakAll(Set<Socket> sockets) {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    sockets.clear();
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(String name, Work work) {
    Thread thread = new Thread(
        () -> {
          try {
            work.run();
          } catch (IOException e) {
            return; // one side is gone, which is what cables are cut for
          }
        },
        name);
    thread.setDaemon(true);
    thread.start();
  }
}
