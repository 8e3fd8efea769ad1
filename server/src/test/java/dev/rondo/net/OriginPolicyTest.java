package dev.rondo.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the allow-list may say, and what it then allows. */
class OriginPolicyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://play.example.com/",
        "https://play.example.com/game",
        "play.example.com",
        "//play.example.com",
        "https://",
        "https://a b",
        "https://a:port",
        "https://me@a",
        "*",
        "null",
        ""
      })
  void refusesAnEntryThatNoBrowserWouldSend(String origin) {
    assertThatThrownBy(() -> new OriginPolicy(List.of(origin), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "allowedOrigins: \"" + origin + "\" (expected: scheme://host[:port],");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://a",
        "HTTPS://A:443",
        "https://my_game:8443",
        "http://[::1]:5173",
        "app://a"
      })
  void takesAnOrigin(String origin) {
    OriginPolicy policy = new OriginPolicy(List.of(origin), false);

    assertThat(policy.allows(from(origin.replace(":443", ""), "b"))).isTrue();
  }

  @Test
  void takesANameWithAnUnderscoreForItsOwn() {
    OriginPolicy policy = new OriginPolicy(List.of(), true);

    assertThat(policy.allows(from("http://my_game:8080", "my_game:8080"))).isTrue();
    assertThat(policy.allows(from("http://my_game:8081", "my_game:8080"))).isFalse();
  }

  private static HttpHeaders from(String origin, String host) {
    return new DefaultHttpHeaders()
        .set(HttpHeaderNames.ORIGIN, origin)
        .set(HttpHeaderNames.HOST, host);
  }
}
