package dev.rondo.test;

import com.google.protobuf.ByteString;
import dev.rondo.protocol.v1.ClientFrame;
import dev.rondo.protocol.v1.Seat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A player on the JDK's own HTTP and WebSocket client: a client that somebody else wrote. */
public final class JdkPlayer implements WebSocket.Listener {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final BlockingQueue<WireFrame> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
  private final Numbering numbering = new Numbering();
  private final BoardCopy copy = new BoardCopy();
  private ByteString begun = ByteString.EMPTY;
  private @Nullable WebSocket webSocket;

  private JdkPlayer() {}

  /** Asks for a seat in a duel. */
  public static Seat seat(Door door, String name) {
    HttpRequest join = HttpRequest.newBuilder(
            URI.create("http://" + door.host() + "/join/duel?version=3"))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString("{\"name\": \"" + name + "\"}"))
        .build();
    try {
      HttpResponse<String> answer = HTTP.send(join, BodyHandlers.ofString());
      return new HttpAnswer(
              answer.statusCode(),
              Map.<String, List<String>>of(),
              ByteString.copyFromUtf8(answer.body()))
          .seat();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Claims a seat. */
  public static JdkPlayer claim(Door door, Seat seat) {
    JdkPlayer player = new JdkPlayer();
    player.webSocket = HTTP.newWebSocketBuilder()
        .subprotocols("rondo.v1")
        .buildAsync(URI.create("ws://" + door.host() + "/join/duel").resolve(seat.getUrl()), player)
        .orTimeout(Await.BOUND.toSeconds(), TimeUnit.SECONDS)
        .join();
    return player;
  }

  /** Joins a duel. */
  public static JdkPlayer play(Door door, String name) {
    return claim(door, seat(door, name));
  }

  /** The WebSocket that is open. */
  public WebSocket webSocket() {
    if (webSocket == null) {
      throw new IllegalStateException("the WebSocket is not open yet");
    }
    return webSocket;
  }

  /** Sends a client frame. */
  public void send(ClientFrame.Builder frame) {
    webSocket()
        .sendBinary(ByteBuffer.wrap(numbering.number(frame.build()).toByteArray()), true)
        .join();
  }

  /** Takes the next message. */
  public WireFrame frame() {
    try {
      WireFrame frame = frames.poll(Await.BOUND.toSeconds(), TimeUnit.SECONDS);
      if (frame == null) {
        throw new AssertionError("no message came");
      }
      return frame;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes messages up to the first that is as it should be. */
  public WireFrame frame(Predicate<WireFrame> wanted) {
    WireFrame frame = frame();
    for (int i = 0; !wanted.test(frame); i++) {
      if (i == 1_000) {
        throw new AssertionError("the message that the test waits for did not come");
      }
      frame = frame();
    }
    return frame;
  }

  /** Waits for the close, and returns its code. */
  public int closeCode() {
    return closeCode.orTimeout(Await.BOUND.toSeconds(), TimeUnit.SECONDS).join();
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    begun = begun.concat(ByteString.copyFrom(data));
    if (last) {
      frames.add(new WireFrame(WireFrame.BINARY, begun, copy.apply(begun)));
      begun = ByteString.EMPTY;
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closeCode.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closeCode.completeExceptionally(error);
  }
}
