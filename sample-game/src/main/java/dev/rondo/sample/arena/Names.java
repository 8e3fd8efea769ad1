package dev.rondo.sample.arena;

/** What players may call themselves. */
final class Names {
  private static final int MAX_CHARACTERS = 16;

  private Names() {}

  /** Makes one line of a name, without controls and not too long; somebody without one is a pilot. */
  static String clean(String name) {
    String line = name.replaceAll("[\\p{C}\\p{Z}]+", " ").strip();
    int characters = line.codePointCount(0, line.length());
    String cut = line.substring(0, line.offsetByCodePoints(0, Math.min(characters, MAX_CHARACTERS)))
        .strip();
    return cut.isEmpty() ? "Pilot" : cut;
  }
}
