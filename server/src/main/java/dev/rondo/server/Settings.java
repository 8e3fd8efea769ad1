package dev.rondo.server;

import dev.rondo.room.IdlePolicy;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sets without touching the code: an option {@code inputQueue} is the JVM's
 * {@code -Drondo.inputQueue=64}, or the environment's {@code RONDO_INPUT_QUEUE=64}. The JVM's counts
 * before the environment's, and both before the code's.
 */
final class Settings {
  private static final String PREFIX = "rondo.";

  private final UnaryOperator<@Nullable String> property;
  private final UnaryOperator<@Nullable String> environment;

  Settings(UnaryOperator<@Nullable String> property, UnaryOperator<@Nullable String> environment) {
    this.property = property;
    this.environment = environment;
  }

  /** Reads the JVM's properties and the environment of the process. */
  static Settings ofProcess() {
    return new Settings(System::getProperty, System::getenv);
  }

  /** The name of an option in the environment. */
  static String environmentName(String option) {
    return (PREFIX + option)
        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .replaceAll("[^A-Za-z0-9]", "_")
        .toUpperCase(Locale.ROOT);
  }

  Optional<String> text(String option) {
    return plain(PREFIX + option).or(() -> value(environment.apply(environmentName(option))));
  }

  /** A name that is used as it is, without a prefix: {@code -Dport=8081}, {@code PORT=8081}. */
  Optional<String> plain(String name) {
    return value(property.apply(name));
  }

  Optional<String> plainEnvironment(String name) {
    return value(environment.apply(name));
  }

  Optional<List<String>> list(String option) {
    return text(option)
        .map(text -> Stream.of(text.split(",", -1))
            .map(String::trim)
            .filter(part -> !part.isEmpty())
            .toList());
  }

  static int number(String option, String text) {
    try {
      return Integer.parseInt(text.trim());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          option + ": \"" + text + "\" (expected: a whole number)", e);
    }
  }

  /**
   * Replaces the components of a record of options that are set from outside.
   *
   * @param prefix of the options' names, such as {@code room.arena.}, or nothing
   */
  <R extends Record> R overlay(R options, String prefix) {
    RecordComponent[] components = options.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      String option = prefix + components[i].getName();
      Object own = invoke(components[i], options);
      Class<?> type = types[i];
      values[i] = text(option).map(text -> parse(option, text, type)).orElse(own);
    }
    return newRecord(options, types, values);
  }

  private static Object parse(String option, String text, Class<?> type) {
    if (type == int.class) {
      return number(option, text);
    }
    if (type == IdlePolicy.class) {
      return idlePolicy(option, text);
    }
    throw new IllegalStateException("options of type " + type + " cannot be set from outside");
  }

  private static IdlePolicy idlePolicy(String option, String text) {
    try {
      return IdlePolicy.valueOf(text.trim().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          option + ": \"" + text + "\" (expected: REPEAT or NEUTRAL)", e);
    }
  }

  private static Optional<String> value(@Nullable String text) {
    return Optional.ofNullable(text).filter(present -> !present.isBlank());
  }

  private static Object invoke(RecordComponent component, Record options) {
    try {
      return component.getAccessor().invoke(options);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e); // our own public records
    }
  }

  @SuppressWarnings("unchecked") // a record's own constructor makes its own type
  private static <R extends Record> R newRecord(R options, Class<?>[] types, Object[] values) {
    try {
      Constructor<?> constructor = options.getClass().getConstructor(types);
      return (R) constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException outOfBounds) {
        throw outOfBounds;
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
