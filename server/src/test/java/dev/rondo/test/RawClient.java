package dev.rondo.test;

import com.google.protobuf.ByteString;
import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.test.duel.Board;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A connection that says whatever a test wants, well formed or not, and reads HTTP answers and WebSocket
 * frames. A read that waits for too long fails the test.
 */
public final class RawClient implements AutoCloseable {
  private final Numbering numbering = new Numbering();
  private final BoardCopy copy = new BoardCopy();
  private final Socket tcp;
  private final Socket socket;
  private final PacedInput paced;
  private final DataInputStream in;

  RawClient(Socket tcp, Socket socket) throws IOException {
    this.tcp = tcp;
    this.socket = socket;
    tcp.setSoTimeout((int) Await.BOUND.toMillis());
    paced = new PacedInput(socket.getInputStream());
    in = new DataInputStream(new BufferedInputStream(paced));
  }

  // What is said.

  /** Writes bytes, in one go. */
  public RawClient send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes text, in one go. */
  public RawClient send(String text) {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a client frame, as it should be. */
  public RawClient send(ClientFrame.Builder frame) {
    return send(ClientFrames.binary(numbering.number(frame.build()).toByteArray()));
  }

  /** Writes bytes until the server has closed the connection, so far that writing fails. */
  public void sendUntilRefused(byte[] bytes) {
    Await.until("the server refuses what is written", () -> {
      try {
        socket.getOutputStream().write(bytes);
        return false;
      } catch (IOException e) {
        return true;
      }
    });
  }

  /** Ends the connection with a reset instead of a close. */
  public void reset() {
    try {
      tcp.setSoLinger(true, 0);
      tcp.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    hangUp();
  }

  /** Says that it is done, under TLS too, and does not wait for the server to say so as well. */
  public void hangUp() {
    try (tcp) {
      if (!socket.isOutputShutdown() && !tcp.isClosed()) {
        socket.shutdownOutput();
      }
    } catch (IOException e) {
      return; // the server had closed it before
    }
  }

  // What is heard.

  /** Reads no more than so many bytes a second from now on. */
  public void pace(int bytesPerSecond) {
    paced.bytesPerSecond(bytesPerSecond);
  }

  /** Reads an HTTP answer; of a {@code 101} and a {@code 304} that is only the head. */
  public HttpAnswer answer() {
    return answer(true);
  }

  /** Reads an HTTP answer that has no body whatever it says of one, as to a HEAD. */
  public HttpAnswer answerWithoutBody() {
    return answer(false);
  }

  private HttpAnswer answer(boolean withBody) {
    try {
      String status = line();
      if (!status.startsWith("HTTP/1.1 ")) {
        throw new AssertionError("expected an answer, got: " + status);
      }
      Map<String, List<String>> headers = new HashMap<>();
      for (String line = line(); !line.isEmpty(); line = line()) {
        String[] parts = line.split(": ?", 2);
        headers
            .computeIfAbsent(parts[0].toLowerCase(Locale.ROOT), name -> new ArrayList<>())
            .add(parts[1]);
      }
      String length = headers.getOrDefault("content-length", List.of("0")).get(0);
      byte[] body = in.readNBytes(withBody ? Integer.parseInt(length) : 0);
      return new HttpAnswer(
          Integer.parseInt(status.substring(9, 12)), headers, ByteString.copyFrom(body));
    } catch (IOException e) {
      throw new UncheckedIOException("no answer came", e);
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  /** Reads a WebSocket frame; one that no server may send fails the test. */
  public WireFrame frame() {
    try {
      return readFrame();
    } catch (IOException e) {
      throw new UncheckedIOException("no frame came", e);
    }
  }

  private WireFrame readFrame() throws IOException {
    int first = in.readUnsignedByte();
    int length = in.readUnsignedByte();
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = Math.toIntExact(in.readLong());
    } else if (length > 127) {
      throw new AssertionError("the server masked a frame");
    }
    if ((first & 0xf0) != 0x80) {
      throw new AssertionError("a fragment or reserved bits: first byte " + first);
    }
    byte[] payload = in.readNBytes(length);
    if (payload.length < length) {
      throw new EOFException("the stream ended within a frame");
    }
    int opcode = first & 0x0f;
    ByteString bytes = ByteString.copyFrom(payload);
    Board board = opcode == WireFrame.BINARY ? copy.apply(bytes) : Board.getDefaultInstance();
    return new WireFrame(opcode, bytes, board);
  }

  /** Reads on to the first frame that is as it should be. */
  public WireFrame frame(Predicate<WireFrame> wanted) {
    WireFrame frame = frame();
    for (int i = 0; !wanted.test(frame); i++) {
      if (i == 10_000 || frame.opcode() == WireFrame.CLOSE) {
        throw new AssertionError(
            "the frame that the test waits for did not come; the last was " + frame);
      }
      frame = frame();
    }
    return frame;
  }

  /** Reads on to the next frame with a state. */
  public WireFrame dataFrame() {
    return dataFrame(frame -> true);
  }

  /** Reads on to the first frame with a state that is as it should be. */
  public WireFrame dataFrame(Predicate<WireFrame> wanted) {
    return frame(frame -> frame.opcode() == WireFrame.BINARY && wanted.test(frame));
  }

  /**
   * Reads to the end of the stream. A close on the way is answered, and with it ends what this client
   * says, so that a server that cannot read it anymore does not wait for it.
   */
  public Ending ending() {
    List<WireFrame> frames = new ArrayList<>();
    try {
      while (true) {
        WireFrame frame = readFrame();
        frames.add(frame);
        if (frame.opcode() == WireFrame.CLOSE) {
          answerClose(frame);
        }
      }
    } catch (EOFException | SocketException e) {
      return new Ending(frames);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the server kept the connection; it sent " + frames, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answerClose(WireFrame close) {
    try {
      socket.getOutputStream().write(ClientFrames.close(close.closeCode()));
      socket.shutdownOutput();
    } catch (IOException e) {
      return; // the server did not wait for it, which it may when it cuts somebody off
    }
  }

  /** Whether the stream ends here, without a byte before. */
  public boolean ended() {
    try {
      return in.read() == -1;
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the server kept the connection", e);
    } catch (IOException e) {
      return true; // a reset is an end too
    }
  }

  /** Reads to the end of the stream, whatever comes before it. */
  public void awaitEnd() {
    transferRest(OutputStream.nullOutputStream());
  }

  /** Reads all up to the end of the stream, as text. */
  public String rest() {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    transferRest(rest);
    return rest.toString(StandardCharsets.UTF_8);
  }

  private void transferRest(OutputStream to) {
    try {
      in.transferTo(to);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the server kept the connection", e);
    } catch (IOException e) {
      return; // a reset is an end too
    }
  }
}
