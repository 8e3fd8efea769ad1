package dev.rondo.generator;

import com.google.protobuf.Descriptors.GenericDescriptor;
import java.util.ArrayList;
import java.util.List;

/** Comments of a .proto as they may stand in Javadoc. */
final class Javadoc {
  private static final int WIDTH = 92; // and the margin, in 100 columns

  private Javadoc() {}

  /** Returns an element's comment, or a sentence in its place. */
  static String of(GenericDescriptor element, String otherwise) {
    String comment = Source.comment(element);
    return comment.isBlank() ? wrapped(otherwise) : wrapped(escaped(comment));
  }

  /** Returns the text with no line longer than fits, and paragraphs as Javadoc wants them. */
  static String wrapped(String text) {
    List<String> lines = new ArrayList<>();
    boolean paragraph = false;
    for (String line : text.strip().split("\n", -1)) {
      if (line.isBlank()) {
        paragraph = true;
      } else {
        if (paragraph) {
          lines.add("");
        }
        wrap((paragraph ? "<p>" : "") + line.strip(), lines);
        paragraph = false;
      }
    }
    return String.join("\n", lines);
  }

  private static void wrap(String text, List<String> lines) {
    String rest = text;
    while (rest.length() > WIDTH && rest.indexOf(' ') > 0) {
      int end = rest.lastIndexOf(' ', WIDTH);
      end = end > 0 ? end : rest.indexOf(' ');
      lines.add(rest.substring(0, end));
      rest = rest.substring(end + 1);
    }
    lines.add(rest);
  }

  /** What means something in Javadoc or ends a comment, as entities. */
  private static String escaped(String comment) {
    return comment
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("@", "&#64;")
        .replace("\\", "&#92;")
        .replace("*/", "*&#47;");
  }
}
