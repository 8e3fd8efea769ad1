package dev.rondo.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.rondo.test.clashes.ClashRoomBase;
import dev.rondo.test.clashes.Commands;
import dev.rondo.test.clashes.Events;
import dev.rondo.test.clashes.Fields;
import dev.rondo.test.clashes.FieldsEntity;
import dev.rondo.test.clashes.FieldsView;
import dev.rondo.test.clashes.State;
import dev.rondo.test.clashes.StateSync;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a contract calls its fields, what is made of them overrides nothing by accident. The contract in
 * clashes.proto has a field for each name that could.
 */
class GeneratedNamesTest {

  /** A class, and the messages whose fields have accessors in it. */
  private record Made(Class<?> type, List<Descriptor> messages) {
    @Override
    public String toString() {
      return type.getSimpleName();
    }
  }

  static List<Made> made() {
    return List.of(
        new Made(FieldsEntity.class, List.of(Fields.getDescriptor())),
        new Made(FieldsView.class, List.of(Fields.getDescriptor())),
        new Made(StateSync.class, List.of(State.getDescriptor())),
        new Made(ClashRoomBase.class, List.of(Events.getDescriptor(), Commands.getDescriptor())));
  }

  @ParameterizedTest
  @MethodSource("made")
  void isTriedWithEachNameThatIsInherited(Made made) {
    Set<String> tried = made.messages().stream()
        .flatMap(message -> message.getFields().stream())
        .map(FieldDescriptor::getJsonName)
        .flatMap(name -> Stream.of(name, hook(name)))
        .collect(Collectors.toSet());

    assertThat(tried).containsAll(inherited(made.type()));
  }

  @ParameterizedTest
  @MethodSource("made")
  void hasAccessorsOfOtherNames(Made made) {
    Set<String> inherited = inherited(made.type());

    assertThat(Stream.of(made.type().getDeclaredMethods())
            .filter(GeneratedNamesTest::isAccessor)
            .map(Method::getName)
            .filter(inherited::contains))
        .isSubsetOf("onInput"); // which has another parameter here
  }

  @Test
  void putsAnUnderscoreBehindWhatIsTaken() {
    FieldsEntity entity = new FieldsEntity();

    entity.settle_(true).class_(7).a1B(1).a1B_(2).value(3).keyNumber(4);

    assertThat(entity.settle_()).isTrue();
    assertThat(entity.class_()).isEqualTo(7);
    assertThat(entity.a1B()).isEqualTo(1);
    assertThat(entity.a1B_()).isEqualTo(2);
    assertThat(entity.value()).isEqualTo(3);
    assertThat(entity.keyNumber()).isEqualTo(4);
  }

  /** What generated code overrides is protected; accessors are public, event makers static, hooks abstract. */
  private static boolean isAccessor(Method method) {
    int modifiers = method.getModifiers();
    return !method.isSynthetic()
        && (Modifier.isPublic(modifiers)
            || (Modifier.isProtected(modifiers) && Modifier.isStatic(modifiers))
            || Modifier.isAbstract(modifiers));
  }

  private static Set<String> inherited(Class<?> type) {
    Set<String> names = new TreeSet<>();
    for (Class<?> up = type.getSuperclass(); up != null; up = up.getSuperclass()) {
      for (Method method : up.getDeclaredMethods()) {
        if (!method.isSynthetic()
            && (method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0) {
          names.add(method.getName());
        }
      }
    }
    names.remove("wait0"); // a native detail of some JDKs
    return names;
  }

  private static String hook(String name) {
    return "on" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
