package dev.rondo.generator;

import com.google.protobuf.Descriptors.GenericDescriptor;
import java.util.LinkedHashSet;
import java.util.Set;

/** What is wrong with the contracts of a run: all of it, so that one build tells everything. */
final class Problems {
  private final Set<String> found = new LinkedHashSet<>();

  /** Adds what is wrong with an element: what, the value, what was expected, and the way out. */
  void add(GenericDescriptor element, String what) {
    found.add(Source.place(element) + ": " + element.getFullName() + " " + what);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** Returns one line for each. */
  String text() {
    return String.join("\n", found);
  }
}
