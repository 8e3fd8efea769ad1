package dev.rondo.net;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a folder on the class path, by URL path. Only names of known types are looked up, and no
 * path can leave the folder.
 *
 * <p><b>Threads:</b> the front loop. A file is read and compressed there once; one of a folder on disk
 * again once its size or its time of change is another, so that a page can be rebuilt while the server runs.
 *
 * <p><b>Bound:</b> {@value #CACHE_BYTES} bytes of files are kept.
 */
final class StaticFiles {
  private static final long CACHE_BYTES = 64 << 20;
  private static final String IMMUTABLE_FOLDER = "/assets/";

  private static final Map<String, String> TYPES = Map.ofEntries(
      Map.entry("html", "text/html; charset=utf-8"),
      Map.entry("css", "text/css; charset=utf-8"),
      Map.entry("js", "text/javascript; charset=utf-8"),
      Map.entry("mjs", "text/javascript; charset=utf-8"),
      Map.entry("json", "application/json"),
      Map.entry("map", "application/json"),
      Map.entry("webmanifest", "application/manifest+json"),
      Map.entry("wasm", "application/wasm"),
      Map.entry("txt", "text/plain; charset=utf-8"),
      Map.entry("svg", "image/svg+xml"),
      Map.entry("png", "image/png"),
      Map.entry("jpg", "image/jpeg"),
      Map.entry("webp", "image/webp"),
      Map.entry("gif", "image/gif"),
      Map.entry("ico", "image/x-icon"),
      Map.entry("woff2", "font/woff2"),
      Map.entry("mp3", "audio/mpeg"),
      Map.entry("ogg", "audio/ogg"),
      Map.entry("wav", "audio/wav"));

  private final String root;
  private final ClassLoader loader;
  private final Cache<String, Kept> cache = Caffeine.newBuilder()
      .maximumWeight(CACHE_BYTES)
      .weigher((String path, Kept kept) -> kept.file().bytes())
      .executor(Runnable::run)
      .build();

  /**
   * What was read.
   *
   * @param stamp of the file on disk that was read, or null for one in a jar, which does not change
   */
  private record Kept(StaticFile file, @Nullable Stamp stamp) {}

  /** What tells one state of a file on disk from the next. */
  private record Stamp(FileTime changed, long bytes) {}

  /**
   * Serves a folder.
   *
   * @param root the folder on the class path, without slashes at its ends
   */
  StaticFiles(String root, ClassLoader loader) {
    this.root = root;
    this.loader = loader;
  }

  /** Finds the file of a decoded URL path, or null if there is none. */
  @Nullable
  StaticFile find(String urlPath) {
    String path = urlPath.endsWith("/") ? urlPath + "index.html" : urlPath;
    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (type == null || !isPlain(path)) {
      return null;
    }
    Kept kept = cache.getIfPresent(path);
    return kept != null && kept.stamp() == null ? kept.file() : load(path, type, kept);
  }

  /** Segments of ordinary characters that do not begin with a dot: nothing else can name one of our files. */
  private static boolean isPlain(String path) {
    return path.length() < 512 && path.matches("(/[A-Za-z0-9_~@+-][A-Za-z0-9._~@+-]*)+");
  }

  private @Nullable StaticFile load(String path, String type, @Nullable Kept kept) {
    URL url = loader.getResource(root + path);
    if (url == null) {
      return null;
    }
    try {
      boolean onDisk = "file".equals(url.getProtocol());
      Stamp stamp =
          onDisk ? stamp(url) : null; // before it is read: a change in between shows later
      boolean isFile = onDisk
          ? stamp != null
          : loader.getResource(root + path + "/") == null; // a jar finds folders by either name
      if (!isFile) {
        return null;
      }
      if (kept != null && Objects.equals(kept.stamp(), stamp)) {
        return kept.file();
      }
      StaticFile file = read(url, path, type);
      cache.put(path, new Kept(file, stamp));
      return file;
    } catch (NoSuchFileException | FileNotFoundException e) {
      return null; // it went a moment ago
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The state of a file on disk, or null if it is none, but a folder. */
  private static @Nullable Stamp stamp(URL url) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(Path.of(URI.create(url.toString())), BasicFileAttributes.class);
    return attributes.isRegularFile()
        ? new Stamp(attributes.lastModifiedTime(), attributes.size())
        : null;
  }

  private static StaticFile read(URL url, String path, String type) throws IOException {
    byte[] plain;
    try (InputStream in = url.openStream()) {
      plain = in.readAllBytes();
    }
    byte[] gzipped = gzip(plain);
    boolean smaller = gzipped.length < plain.length * 9L / 10;
    return new StaticFile(
        plain, smaller ? gzipped : null, type, hash(plain), path.startsWith(IMMUTABLE_FOLDER));
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
