package dev.rondo.generator;

import com.google.protobuf.Descriptors.GenericDescriptor;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is wrong with the contracts of a run: all of it, so that one build tells everything. */
final class Problems {
  private final Map<Source.Place, Set<String>> found = new TreeMap<>();

  /** Adds what is wrong with an element: what, the value, what was expected, and the way out. */
  void add(GenericDescriptor element, String what) {
    found
        .computeIfAbsent(Source.place(element), unused -> new LinkedHashSet<>())
        .add(element.getFullName() + " " + what);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** Returns one line for each, in the order in which they stand in their files. */
  String text() {
    return found.entrySet().stream()
        .flatMap(at -> at.getValue().stream().map(what -> at.getKey() + ": " + what))
        .collect(Collectors.joining("\n"));
  }
}
