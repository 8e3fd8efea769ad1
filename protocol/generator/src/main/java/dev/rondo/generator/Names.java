package dev.rondo.generator;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The names of one kind that a class has already. One that is taken, or that Java or the super class
 * has, gets underscores behind it, which no name made from a .proto has.
 */
final class Names {
  private static final Set<String> KEYWORDS = Set.of(
      "abstract",
      "assert",
      "boolean",
      "break",
      "byte",
      "case",
      "catch",
      "char",
      "class",
      "const",
      "continue",
      "default",
      "do",
      "double",
      "else",
      "enum",
      "extends",
      "false",
      "final",
      "finally",
      "float",
      "for",
      "goto",
      "if",
      "implements",
      "import",
      "instanceof",
      "int",
      "interface",
      "long",
      "native",
      "new",
      "null",
      "package",
      "private",
      "protected",
      "public",
      "return",
      "short",
      "static",
      "strictfp",
      "super",
      "switch",
      "synchronized",
      "this",
      "throw",
      "throws",
      "transient",
      "true",
      "try",
      "void",
      "volatile",
      "while",
      "yield");

  private final Set<String> taken;

  /** Starts with what must not be used, besides Java's keywords. */
  Names(Set<String> reserved) {
    taken = new HashSet<>(KEYWORDS);
    taken.addAll(reserved);
  }

  /** Returns the name, or the nearest to it that is free, and takes it. */
  String take(String wanted) {
    String name = wanted;
    while (!taken.add(name)) {
      name += "_";
    }
    return name;
  }

  /** A name of a .proto as protobuf-java has it in names of methods: {@code seconds_left} is {@code SecondsLeft}. */
  static String capitalized(String protoName) {
    StringBuilder name = new StringBuilder();
    boolean upper = true;
    for (int i = 0; i < protoName.length(); i++) {
      char c = protoName.charAt(i);
      if (Character.isLetter(c)) {
        name.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      } else {
        if (Character.isDigit(c)) {
          name.append(c);
        }
        upper = true;
      }
    }
    return name.toString();
  }

  /** {@code seconds_left} is {@code secondsLeft}, and so is {@code SecondsLeft}. */
  static String camel(String protoName) {
    String name = capitalized(protoName);
    return name.isEmpty() ? "field" : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /** {@code seconds_left} is {@code SECONDS_LEFT}. */
  static String constant(String protoName) {
    return protoName.toUpperCase(Locale.ROOT);
  }

  /** What protobuf-java puts behind {@code get} and {@code set} for a field that is not repeated. */
  static String protobufAccessor(String protoName) {
    String name = capitalized(protoName);
    return switch (name) { // names that its message classes have themselves
      case "AllFields",
          "CachedSize",
          "Class",
          "DefaultInstanceForType",
          "DescriptorForType",
          "InitializationErrorString",
          "ParserForType",
          "SerializedSize",
          "UnknownFields" -> name + "_";
      default -> name;
    };
  }
}
