package dev.rondo.generator;

import java.util.HashMap;
import java.util.Map;

/** What the placeholders of a template stand for. */
final class Values {
  private final Map<String, String> values = new HashMap<>();

  /** Says what one stands for. */
  Values set(String name, String value) {
    values.put(name, value);
    return this;
  }

  /** Says what one stands for, as it does elsewhere. */
  Values copy(String name, Values from) {
    return set(name, from.get(name));
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /**
   * Returns what one stands for.
   *
   * @throws IllegalArgumentException if nobody has said it
   */
  String get(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no value for ${" + name + "}");
    }
    return value;
  }
}
