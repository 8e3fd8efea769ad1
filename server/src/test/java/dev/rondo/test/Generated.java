package dev.rondo.test;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.GeneratorNames;
import com.google.protobuf.Internal;
import com.google.protobuf.Message;
import com.google.protobuf.ProtocolMessageEnum;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Generated classes, by the fields of the message that they are made from. */
public final class Generated {
  private static final ClassValue<Map<String, Method>> METHODS = new ClassValue<>() {
    @Override
    protected Map<String, Method> computeValue(Class<?> type) {
      return Stream.of(type.getDeclaredMethods())
          .filter(method -> Modifier.isPublic(method.getModifiers()))
          .collect(Collectors.toMap(
              method -> method.getName() + "/" + method.getParameterCount(), method -> method));
    }
  };

  private Generated() {}

  /** Sets all that a message has set, but its id. */
  @SuppressWarnings("unchecked")
  public static void setAll(Object object, Message message) {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      Object value = javaValue(message, field);
      if (field.getName().equals("id")) {
        continue;
      }
      if (field.isMapField()) {
        ((Map<Object, Object>) get(object, field)).putAll((Map<Object, Object>) value);
      } else if (field.isRepeated()) {
        ((List<Object>) get(object, field)).addAll((List<Object>) value);
      } else if (message.hasField(field)) {
        set(object, field, value);
      }
    }
  }

  /** Reads a field. */
  public static Object get(Object object, FieldDescriptor field) {
    return call(object, method(object, name(field.getName()), 0));
  }

  /** Sets a field. */
  public static void set(Object object, FieldDescriptor field, Object value) {
    call(object, method(object, name(field.getName()), 1), value);
  }

  /** Asks whether a field is set. */
  public static boolean has(Object object, FieldDescriptor field) {
    OneofDescriptor oneof = field.getRealContainingOneof();
    if (oneof != null) {
      Internal.EnumLite which =
          (Internal.EnumLite) call(object, method(object, name(oneof.getName()) + "Case", 0));
      return which.getNumber() == field.getNumber();
    }
    return (boolean) call(object, method(object, name("has_" + field.getName()), 0));
  }

  /** What generated code shows for what a message holds. */
  public static Object javaValue(Message message, FieldDescriptor field) {
    if (field.isMapField()) {
      return toMap(message, field);
    }
    Object value = message.getField(field);
    return value instanceof List<?> list
        ? list.stream().map(Generated::javaValue).toList()
        : javaValue(value);
  }

  /** The entries of a map, whose keys stand in their order. */
  static Map<Object, Object> toMap(Message message, FieldDescriptor field) {
    Descriptor entryType = field.getMessageType();
    Map<Object, Object> map = new LinkedHashMap<>();
    for (Object element : (List<?>) message.getField(field)) {
      Message entry = (Message) element;
      map.put(
          javaValue(entry.getField(entryType.findFieldByNumber(1))),
          javaValue(entry.getField(entryType.findFieldByNumber(2))));
    }
    return map;
  }

  private static Object javaValue(Object value) {
    if (!(value instanceof EnumValueDescriptor constant)) {
      return value;
    }
    try {
      Class<?> type = Class.forName(GeneratorNames.getBytecodeClassName(constant.getType()));
      if (constant.getIndex() < 0) {
        return type.getField("UNRECOGNIZED").get(null);
      }
      return (ProtocolMessageEnum)
          type.getMethod("forNumber", int.class).invoke(null, constant.getNumber());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String name(String protoName) {
    StringBuilder name = new StringBuilder();
    boolean upper = false;
    for (int i = 0; i < protoName.length(); i++) {
      char c = protoName.charAt(i);
      if (c != '_') {
        name.append(upper ? Character.toUpperCase(c) : c);
      }
      upper = !Character.isLetter(c);
    }
    return name.toString();
  }

  private static Method method(Object object, String name, int parameters) {
    Map<String, Method> methods = METHODS.get(object.getClass());
    Method method = methods.get(name + "/" + parameters);
    if (method == null) {
      method = methods.get(name + "_/" + parameters); // where Java has the name already
    }
    if (method == null) {
      throw new AssertionError(object.getClass() + " has no " + name + " of " + parameters);
    }
    return method;
  }

  private static Object call(Object object, Method method, Object... arguments) {
    try {
      return method.invoke(object, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(method + " threw", e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
