package dev.rondo.client;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares the copies of a state with what the server says that they should be, field by field: docs/WIRE.md
 * section 3.5.
 */
final class Comparison {
  private static final TextFormat.Printer TEXT = TextFormat.printer().emittingSingleLine(true);

  /** Field 0 of a difference: the one side has the entity and the other has not. */
  private static final int WHOLE = 0;

  private final TreeMap<Integer, Shown> own = new TreeMap<>(Integer::compareUnsigned);
  private final TreeMap<Integer, Shown> server = new TreeMap<>(Integer::compareUnsigned);

  /** An entity or a single, and the field of the state that it is in. */
  private record Shown(FieldDescriptor field, Message message) {}

  /**
   * Compares.
   *
   * @param own this client's copies, as the contract's state message
   * @param server what they should be
   * @return the first difference in the order of names, then of fields; null if there is none
   */
  static @Nullable Difference between(Message own, Message server) {
    Comparison comparison = new Comparison();
    addAll(own, comparison.own);
    addAll(server, comparison.server);
    return comparison.firstDifference();
  }

  private static void addAll(Message state, Map<Integer, Shown> shown) {
    for (FieldDescriptor field : state.getDescriptorForType().getFields()) {
      if (field.isRepeated()) {
        FieldDescriptor id = field.getMessageType().findFieldByNumber(CopyType.ID_FIELD);
        for (Object entity : (List<?>) state.getField(field)) {
          Message message = (Message) entity;
          shown.put((Integer) message.getField(id), new Shown(field, message));
        }
      } else {
        shown.put(field.getNumber(), new Shown(field, (Message) state.getField(field)));
      }
    }
  }

  private @Nullable Difference firstDifference() {
    TreeSet<Integer> names = new TreeSet<>(own.comparator());
    names.addAll(own.keySet());
    names.addAll(server.keySet());
    for (int name : names) {
      Difference difference = difference(name, own.get(name), server.get(name));
      if (difference != null) {
        return difference;
      }
    }
    return null;
  }

  private static @Nullable Difference difference(
      int name, @Nullable Shown held, @Nullable Shown expected) {
    if (held == null || expected == null || held.field() != expected.field()) {
      return new Difference(name, WHOLE, text(held), text(expected));
    }
    SortedMap<Integer, Object> one = fields(held.message());
    SortedMap<Integer, Object> other = fields(expected.message());
    TreeSet<Integer> numbers = new TreeSet<>(one.keySet());
    numbers.addAll(other.keySet());
    for (int number : numbers) {
      if (!Objects.equals(one.get(number), other.get(number))) {
        return new Difference(name, number, text(held, number), text(expected, number));
      }
    }
    return null;
  }

  /** What a message holds other than defaults, in a form in which all that is the same is equal. */
  private static SortedMap<Integer, Object> fields(Message message) {
    SortedMap<Integer, Object> fields = new TreeMap<>();
    message.getAllFields().forEach((field, value) -> {
      Object plain = plain(field, value);
      if (!isDefault(field, plain)) {
        fields.put(field.getNumber(), plain);
      }
    });
    return fields;
  }

  private static Object plain(FieldDescriptor field, Object value) {
    if (value instanceof List<?> list) {
      Stream<Object> all = list.stream().map(Comparison::plain);
      return field.isMapField() ? all.collect(Collectors.toSet()) : all.toList();
    }
    return plain(value);
  }

  private static Object plain(Object value) {
    return value instanceof Message message ? fields(message) : value;
  }

  private static boolean isDefault(FieldDescriptor field, Object plain) {
    return plain instanceof SortedMap<?, ?> fields
        ? fields.isEmpty()
        : !field.isRepeated() && plain.equals(field.getDefaultValue());
  }

  private static String text(@Nullable Shown shown) {
    return shown == null
        ? "nothing"
        : shown.field().getName() + " { " + TEXT.printToString(shown.message()) + " }";
  }

  private static String text(Shown shown, int number) {
    FieldDescriptor field = shown.message().getDescriptorForType().findFieldByNumber(number);
    String text = TEXT.printFieldToString(field, shown.message().getField(field));
    return text.isEmpty() ? field.getName() + " is empty" : text;
  }
}
