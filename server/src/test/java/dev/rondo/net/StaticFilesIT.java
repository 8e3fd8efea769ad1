package dev.rondo.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.server.GameServer;
import dev.rondo.test.Door;
import dev.rondo.test.DuelServer;
import dev.rondo.test.HttpAnswer;
import dev.rondo.test.RawClient;
import dev.rondo.test.Tls;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The files of a page, from a folder as an exploded class path has it and from a jar as it is shipped. */
class StaticFilesIT {
  private static final String PAGE = "<!doctype html><title>A page</title>" + " ".repeat(500);
  private static final Map<String, String> FILES = Map.ofEntries(
      Map.entry("web/index.html", PAGE),
      Map.entry("web/sub/index.html", "sub"),
      Map.entry("web/tiny.css", "a{}"),
      Map.entry("web/data.json", "{}"),
      Map.entry("web/assets/app-1a2b.js", "export {};".repeat(100)),
      Map.entry("web/folder.js/inside.js", "inside"),
      Map.entry("web/.hidden.html", "secret\n"),
      Map.entry("web/notes.unknown", "secret\n"),
      Map.entry("web2/index.html", "secret\n"),
      Map.entry("secret.txt", "secret\n"));

  private static final String GET_PAGE = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

  @TempDir
  private Path folder;

  /** Where the files lie. */
  enum Place {
    FOLDER,
    JAR
  }

  @ParameterizedTest
  @EnumSource
  void servesAFileWithItsType(Place place) {
    try (DuelServer server = start(place)) {
      HttpAnswer page = get(server, "/");

      assertThat(page.status()).isEqualTo(200);
      assertThat(page.body()).isEqualTo(PAGE);
      assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
      assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
      assertThat(page.header("cache-control")).isEqualTo("no-cache");
      assertThat(get(server, "/index.html?v=1").body()).isEqualTo(PAGE);
      assertThat(get(server, "/sub/").body()).isEqualTo("sub");
      assertThat(get(server, "/tiny.css").header("content-type"))
          .isEqualTo("text/css; charset=utf-8");
      assertThat(get(server, "/data.json").header("content-type")).isEqualTo("application/json");
      assertThat(get(server, "/assets/app-1a2b.js").header("content-type"))
          .isEqualTo("text/javascript; charset=utf-8");
    }
  }

  @ParameterizedTest
  @EnumSource
  void letsBrowsersKeepForEverWhatLiesUnderAssets(Place place) {
    try (DuelServer server = start(place)) {
      assertThat(get(server, "/assets/app-1a2b.js").header("cache-control"))
          .isEqualTo("public, max-age=31536000, immutable");
    }
  }

  @ParameterizedTest
  @EnumSource
  void answersThatAFileHasNotChanged(Place place) {
    try (DuelServer server = start(place)) {
      String tag = get(server, "/").header("etag");

      HttpAnswer same = get(server, "/", "If-None-Match: \"other\", " + tag);
      HttpAnswer other = get(server, "/", "If-None-Match: \"other\"");

      assertThat(tag).matches("W/\"[0-9a-f]{32}\"");
      assertThat(same.status()).isEqualTo(304);
      assertThat(same.header("etag")).isEqualTo(tag);
      assertThat(same.headers()).doesNotContainKeys("content-length", "content-encoding");
      assertThat(other.status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource
  void compressesForThoseWhoTakeItWhatGetsSmallerByIt(Place place) throws IOException {
    try (DuelServer server = start(place)) {
      HttpAnswer page = get(server, "/", "Accept-Encoding: br, gzip");
      HttpAnswer tiny = get(server, "/tiny.css", "Accept-Encoding: gzip");
      HttpAnswer unwanted = get(server, "/", "Accept-Encoding: gzip;q=0");

      assertThat(page.header("content-encoding")).isEqualTo("gzip");
      assertThat(page.headers().get("vary")).contains("accept-encoding");
      assertThat(unzipped(page)).isEqualTo(PAGE);
      assertThat(tiny.headers()).doesNotContainKey("content-encoding");
      assertThat(unwanted.body()).isEqualTo(PAGE);
      assertThat(page.header("etag")).isEqualTo(unwanted.header("etag"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void answersAHeadWithoutTheBody(Place place) {
    try (DuelServer server = start(place);
        RawClient client = server.door().connect()) {
      client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");

      HttpAnswer head = client.answerWithoutBody();

      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("content-length")).isEqualTo(String.valueOf(PAGE.length()));
      client.send("GET /tiny.css HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.answer().body()).isEqualTo("a{}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void servesNothingElse(Place place) {
    try (DuelServer server = start(place)) {
      for (String path : new String[] {
        "/../secret.txt",
        "/sub/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2E%2E%2Fsecret.txt",
        "/..%2fsecret.txt",
        "/..\\secret.txt",
        "/..%5csecret.txt",
        "/%252e%252e/secret.txt",
        "/.%2e/secret.txt",
        "//secret.txt",
        "/./index.html",
        "/sub//index.html",
        "//index.html",
        "/index.html%00",
        "/index.html%00.html",
        "/%00/index.html",
        "/secret.txt%00.html",
        "/../web2/index.html",
        "2/index.html",
        "web/index.html",
        "secret.txt",
        "/sub",
        "/sub/index.html/",
        "/folder.js",
        "/folder.js/",
        "/assets",
        "/assets/",
        "/.hidden.html",
        "/notes.unknown",
        "/INDEX.HTML",
        "/index.html.",
        "/index.html%20",
        "/index.html%0d%0aX: y",
        "/index.html;a=b",
        "/index.html/..",
        "/" + folder + "/secret.txt",
        "/file:" + folder + "/secret.txt",
        "/C:/secret.txt",
        "/~/index.html",
        "/java/lang/Object.class",
        "/META-INF/MANIFEST.MF",
        "http://a/index.html"
      }) {
        HttpAnswer answer = get(server, path);

        assertThat(answer.status()).as(path).isIn(400, 404);
        assertThat(answer.body()).as(path).doesNotContain("secret\n", "<!doctype", "inside");
      }
    }
  }

  @Test
  void servesAChangedFileOfAFolderAtOnce() throws IOException {
    try (DuelServer server = start(Place.FOLDER)) {
      String before = get(server, "/tiny.css").header("etag");

      Files.writeString(folder.resolve("web/tiny.css"), "b{ }");

      assertThat(get(server, "/tiny.css").body()).isEqualTo("b{ }");
      assertThat(get(server, "/tiny.css").header("etag")).isNotEqualTo(before);
    }
  }

  @Test
  void readsAFileOfAFolderAgainOnlyOnceItHasChanged() throws IOException {
    try (DuelServer server = start(Place.FOLDER)) {
      Path file = folder.resolve("web/tiny.css");
      FileTime time = FileTime.fromMillis(1_000_000);
      Files.setLastModifiedTime(file, time);
      get(server, "/tiny.css");

      Files.writeString(file, "b{}");
      Files.setLastModifiedTime(file, time);

      assertThat(get(server, "/tiny.css").body()).isEqualTo("a{}");
      Files.setLastModifiedTime(file, FileTime.fromMillis(2_000_000));
      assertThat(get(server, "/tiny.css").body()).isEqualTo("b{}");
    }
  }

  @Test
  void servesAFileNoMoreOnceItIsGone() throws IOException {
    try (DuelServer server = start(Place.FOLDER)) {
      get(server, "/tiny.css");

      Files.delete(folder.resolve("web/tiny.css"));

      assertThat(get(server, "/tiny.css").status()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = SslProvider.class,
      names = {"JDK", "OPENSSL"})
  void servesALargeFileOverTls(SslProvider tls) throws IOException {
    String large = "<!doctype html>" + "0123456789".repeat(100_000);
    try (DuelServer server = start(Place.FOLDER, options -> options.tls(Tls.server(tls)));
        RawClient client = new Door(server.door().port(), Tls.client()).connect()) {
      Files.writeString(folder.resolve("web/index.html"), large);

      assertThat(client.send(GET_PAGE).answer().body()).isEqualTo(large);
      assertThat(client.send(GET_PAGE).answer().body()).isEqualTo(large);
    }
  }

  @Test
  void closesAConnectionThatDoesNotReadItsAnswers() throws IOException {
    Files.createDirectories(folder.resolve("web"));
    Files.write(folder.resolve("web/big.wav"), new byte[16 << 20]);
    try (DuelServer server = start(Place.FOLDER, options -> options, 300);
        RawClient deaf = server.door().connect(socket -> socket.setReceiveBufferSize(4_096))) {

      deaf.send("GET /big.wav HTTP/1.1\r\nHost: a\r\n\r\n");

      server.awaitStats(1, 0, 0, 0);
      server.awaitEmpty();
    }
  }

  private DuelServer start(Place place) {
    return start(place, options -> options);
  }

  private DuelServer start(Place place, UnaryOperator<GameServer.Builder> more) {
    return start(place, more, 60_000);
  }

  private DuelServer start(Place place, UnaryOperator<GameServer.Builder> more, int answerMillis) {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try {
      URL root = place == Place.FOLDER ? inFolder() : inJar();
      Thread.currentThread().setContextClassLoader(new URLClassLoader(new URL[] {root}, before));
      return DuelServer.start(
          limits -> limits.answerMillis(answerMillis),
          room -> room,
          0,
          options -> more.apply(options.staticFiles("web")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private URL inFolder() throws IOException {
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return folder.toUri().toURL();
  }

  private URL inJar() throws IOException {
    Path jar = folder.resolve("page.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (String directory : new String[] {"web/", "web/sub/", "web/assets/", "web/folder.js/"}) {
        entries.putNextEntry(new JarEntry(directory));
      }
      for (Map.Entry<String, String> file : FILES.entrySet()) {
        entries.putNextEntry(new JarEntry(file.getKey()));
        entries.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar.toUri().toURL();
  }

  private static HttpAnswer get(DuelServer server, String path, String... headers) {
    String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return server.door().ask("GET " + path + " HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n");
  }

  private static String unzipped(HttpAnswer answer) throws IOException {
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(answer.bytes().toByteArray()))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
