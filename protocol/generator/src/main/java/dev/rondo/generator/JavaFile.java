package dev.rondo.generator;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java file while it is written: lines, each as deep as the blocks that are open, and the imports that
 * turn out to be needed.
 *
 * <p>Code is given as templates. {@code ${name}} stands for a value; {@code ${java.util.List}}, with a dot
 * in it, for a class, which is imported.
 */
final class JavaFile {
  private static final Pattern MARGIN = Pattern.compile("^ *(\\* *)?");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([\\w.]+)}");
  private static final Set<String> JAVA_LANG = Set.of(
      "Boolean",
      "Double",
      "Float",
      "IllegalArgumentException",
      "IllegalStateException",
      "Integer",
      "Long",
      "Object",
      "Override",
      "String",
      "SuppressWarnings");

  private final String source;
  private final String javaPackage;
  private final Set<String> neighbours;
  private final Map<String, String> named = new TreeMap<>();
  private final StringBuilder body = new StringBuilder();
  private int depth;

  /**
   * Starts a file.
   *
   * @param source the .proto that it is made from
   * @param javaPackage its package
   * @param neighbours the simple names of other classes in this package
   */
  JavaFile(String source, String javaPackage, Set<String> neighbours) {
    this.source = source;
    this.javaPackage = javaPackage;
    this.neighbours = neighbours;
    JAVA_LANG.forEach(name -> named.put(name, "java.lang." + name));
  }

  /** Takes a simple name for the file's own use, such as that of a type parameter. */
  void reserve(String simpleName) {
    named.put(simpleName, simpleName);
  }

  /** Returns how to name a class here: by its simple name, unless another class has that. */
  String type(String qualifiedName) {
    String simpleName = qualifiedName.substring(qualifiedName.lastIndexOf('.') + 1);
    String known = named.putIfAbsent(simpleName, qualifiedName);
    return known == null || known.equals(qualifiedName) ? simpleName : qualifiedName;
  }

  /** Returns how to name a class that is made into the same package. */
  String made(String simpleName) {
    return type(javaPackage + "." + simpleName);
  }

  /** Adds lines. */
  void code(String template, Values values) {
    for (String line : template.stripTrailing().split("\n", -1)) {
      String filled = fill(line, values);
      if (!filled.strip().equals("*") || line.strip().equals("*")) {
        add(filled); // a line of a comment is left out where it stands for nothing
      }
    }
  }

  /** Adds a line as it is. */
  void line(String line) {
    add(line);
  }

  /** Adds lines without values. */
  void code(String template) {
    code(template, new Values());
  }

  /** Adds lines of which the last opens a block. */
  void open(String template, Values values) {
    code(template, values);
    depth++;
  }

  /** Adds lines without values, of which the last opens a block. */
  void open(String template) {
    open(template, new Values());
  }

  /** Closes the block that was opened last. */
  void close() {
    depth--;
    add("}");
  }

  /** Adds an empty line. */
  void gap() {
    body.append('\n');
  }

  /** Returns the whole file. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append("// Made by Rondo from ").append(source);
    text.append(". What is changed here is lost with the next build.\n\n");
    text.append("package ").append(javaPackage).append(";\n\n");
    for (String imported : imports()) {
      text.append("import ").append(imported).append(";\n");
    }
    return text.append('\n').append(body).toString();
  }

  private Set<String> imports() {
    Set<String> imports = new TreeSet<>();
    named.forEach((simpleName, qualifiedName) -> {
      int dot = qualifiedName.lastIndexOf('.');
      String home = dot < 0 ? javaPackage : qualifiedName.substring(0, dot);
      boolean known = home.equals("java.lang")
          ? !neighbours.contains(simpleName) || !uses(simpleName)
          : home.equals(javaPackage);
      if (!known) {
        imports.add(qualifiedName);
      }
    });
    return imports;
  }

  private boolean uses(String simpleName) {
    return Pattern.compile("(?<![\\w.])" + simpleName + "\\b").matcher(body).find();
  }

  private String fill(String line, Values values) {
    Matcher placeholder = PLACEHOLDER.matcher(line);
    StringBuilder filled = new StringBuilder();
    Matcher start = MARGIN.matcher(line);
    String margin = start.find() ? start.group() : "";
    while (placeholder.find()) {
      String name = placeholder.group(1);
      String value = name.indexOf('.') < 0 ? values.get(name) : type(name);
      // A value of several lines, such as a comment, goes on behind the same margin.
      placeholder.appendReplacement(
          filled, Matcher.quoteReplacement(value.replace("\n", "\n" + margin)));
    }
    return placeholder.appendTail(filled).toString();
  }

  private void add(String lines) {
    for (String line : lines.split("\n", -1)) {
      if (!line.isBlank()) {
        body.append("  ".repeat(depth)).append(line.stripTrailing());
      }
      body.append('\n');
    }
  }
}
