package dev.rondo.truth;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import dev.rondo.sync.Entity;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A field of a generated class, by the methods that a game calls. */
final class Trait {
  private static final Map<Class<?>, List<Trait>> TRAITS = new ConcurrentHashMap<>();

  final FieldDescriptor field;
  final @Nullable OneofDescriptor oneof;
  final boolean isCount;
  final boolean isHidden;
  /** Of a count. */
  final double step;

  private final Method getter;
  private final @Nullable Method setter;
  private final @Nullable Method clearer;

  private Trait(FieldDescriptor field, Class<?> type) {
    this.field = field;
    oneof = field.getRealContainingOneof();
    isCount = Protos.isCount(field);
    isHidden = Protos.isHidden(field);
    step = Protos.step(field);
    String name = camel(field.getName());
    String cleared = oneof == null ? name : camel(oneof.getName());
    getter = method(type, name, 0);
    setter = field.isRepeated() ? null : method(type, name, 1);
    clearer = clearable(field)
        ? method(
            type,
            "clear" + cleared.substring(0, 1).toUpperCase(Locale.ROOT) + cleared.substring(1),
            0)
        : null;
  }

  /** All fields of a generated class, without an entity's id. */
  static List<Trait> of(Class<?> type, Descriptor message) {
    return TRAITS.computeIfAbsent(
        type,
        unused -> message.getFields().stream()
            .filter(field -> field.getNumber() != 1 || !Entity.class.isAssignableFrom(type))
            .map(field -> new Trait(field, type))
            .toList());
  }

  private static boolean clearable(FieldDescriptor field) {
    return field.getRealContainingOneof() != null
        || (!field.isRepeated() && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE);
  }

  private static Method method(Class<?> type, String name, int parameters) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getName().equals(name)
            && method.getParameterCount() == parameters
            && !method.isBridge())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(type + " has no " + name));
  }

  private static String camel(String name) {
    StringBuilder camel = new StringBuilder();
    for (String word : name.split("_", -1)) {
      camel.append(
          camel.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return camel.toString();
  }

  boolean isClearable() {
    return clearer != null;
  }

  Object get(Object of) {
    return call(getter, of);
  }

  void set(Object of, Object value) {
    if (setter == null) {
      throw new IllegalStateException(field + " is changed in place");
    }
    call(setter, of, value);
  }

  void clear(Object of) {
    if (clearer == null) {
      throw new IllegalStateException(field + " cannot be cleared");
    }
    call(clearer, of);
  }

  private static Object call(Method method, Object of, Object... arguments) {
    try {
      return method.invoke(of, arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(method.toString(), e);
    }
  }
}
