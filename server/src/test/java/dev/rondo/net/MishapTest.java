package dev.rondo.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens to a connection on which something goes wrong that nobody expected. */
class MishapTest {

  static Stream<Throwable> causedByClients() {
    return Stream.of(
        new SocketException("Connection reset"),
        new SSLHandshakeException("no cipher suites in common"),
        new DecoderException(new SSLHandshakeException("no cipher suites in common")),
        new NotSslRecordException("not an SSL/TLS record"),
        new PrematureChannelClosureException("Channel closed while still aggregating message"));
  }

  @ParameterizedTest
  @MethodSource("causedByClients")
  void closesQuietlyWhatAClientHasCaused(Throwable cause) {
    assertThat(logged(cause)).isEmpty();
  }

  @Test
  void logsWhatTheServerHasCausedWithItsStack() {
    assertThat(logged(new IllegalStateException("a bug of ours")))
        .contains("ERROR", "the server failed", "a bug of ours", "\tat dev.rondo.net.MishapTest");
  }

  @Test
  void logsErrorsToo() {
    assertThat(logged(new StackOverflowError())).contains("ERROR", "StackOverflowError");
  }

  /** What is logged while a connection is closed for this. */
  private static String logged(Throwable cause) {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      EmbeddedChannel channel = new EmbeddedChannel(new Closing());
      channel.pipeline().fireExceptionCaught(cause);
      assertThat(channel.isOpen()).isFalse();
    } finally {
      System.setErr(before);
    }
    return log.toString(StandardCharsets.UTF_8);
  }

  /** Hands everything on to what is tested. */
  private static final class Closing extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      Mishap.close(ctx, cause);
    }
  }
}
