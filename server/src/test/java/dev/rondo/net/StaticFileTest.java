package dev.rondo.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The bytes of a file, which are held once however many clients wait for them. */
class StaticFileTest {
  private final StaticFile file = new StaticFile(
      "hello".getBytes(StandardCharsets.UTF_8), null, "text/plain; charset=utf-8", "hash", false);

  @Test
  void givesAllAnswersTheSameMemoryAndSocketsNothingToCopy() {
    ByteBuf first = answer().content();
    ByteBuf second = answer().content();

    assertThat(first.isDirect()).isTrue();
    assertThat(first.isReadOnly()).isTrue();
    assertThat(first.hasMemoryAddress()).isEqualTo(second.hasMemoryAddress());
    if (first.hasMemoryAddress()) {
      assertThat(first.memoryAddress()).isEqualTo(second.memoryAddress());
    }
    first.release();
    second.release();
  }

  @Test
  void lastsWhenAnAnswerWasReadAndReleased() {
    FullHttpResponse first = answer();
    first.content().skipBytes(5);
    first.release();

    FullHttpResponse second = answer();

    assertThat(second.content().toString(StandardCharsets.UTF_8)).isEqualTo("hello");
    assertThat(file.bytes()).isEqualTo(5);
    second.release();
  }

  private FullHttpResponse answer() {
    return file.answer(new DefaultHttpHeaders());
  }
}
