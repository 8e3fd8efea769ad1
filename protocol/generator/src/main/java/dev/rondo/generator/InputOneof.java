package dev.rondo.generator;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.GeneratorNames;
import java.util.ArrayList;
import java.util.List;

/** A oneof of an input: the case that came last. */
final class InputOneof extends InputField {
  private final List<Values> cases = new ArrayList<>();

  InputOneof(Home home, OneofDescriptor oneof) {
    super(home, oneof);
    String capitalized = Names.capitalized(oneof.getName());
    String message = GeneratorNames.getQualifiedClassName(oneof.getContainingType());
    set("cases", home.file().type(message + "." + capitalized + "Case"));
    set("case", home.methods().take(Names.camel(oneof.getName()) + "Case"));
    set("caseVar", home.variables().take(Names.camel(oneof.getName()) + "Case"));
    set("NONE", Names.constant(oneof.getName()) + "_NOT_SET");
    oneof.getFields().stream().sorted().forEach(field -> cases.add(caseOf(home, field)));
  }

  private Values caseOf(Home home, FieldDescriptor field) {
    InputValue value = new InputValue(field, home.file());
    Values values = new Values();
    values.set("cases", get("cases"));
    values.set("caseVar", get("caseVar"));
    values.set("CASE", Names.constant(field.getName()));
    values.set("proto", field.getName());
    values.set("name", home.methods().take(Names.camel(field.getName())));
    values.set("var", home.variables().take(Names.camel(field.getName())));
    values.set("type", value.type().java());
    values.set("initializer", value.type().initializer());
    values.set("default", value.type().defaultValue());
    values.set("tag", value.type().tag());
    values.set("read", value.read(fill(values, "%1$s == %2$s.%3$s ? %4$s : %5$s")));
    values.set(
        "doc", Javadoc.of(field, "What the player gives as {@code " + field.getName() + "}."));
    return values;
  }

  /** What a message of this case is merged with: one of the same case that came before it. */
  private static String fill(Values values, String template) {
    return template.formatted(
        values.get("caseVar"),
        values.get("cases"),
        values.get("CASE"),
        values.get("var"),
        values.get("default"));
  }

  @Override
  void variables() {
    code("private ${cases} ${caseVar} = ${cases}.${NONE};");
    for (Values one : cases) {
      file().code("private ${type} ${var}${initializer};", one);
    }
  }

  @Override
  void accessors() {
    code("""
        /**
         * ${doc}
         *
         * @return which case of {@code ${proto}} is given
         */
        public ${cases} ${case}() {
          return ${caseVar};
        }
        """);
    for (Values one : cases) {
      file().gap();
      file().code("""
              /**
               * ${doc}
               *
               * @return {@code ${proto}}; its default if it is not the case that is given
               */
              public ${type} ${name}() {
                return ${caseVar} == ${cases}.${CASE} ? ${var} : ${default};
              }
              """, one);
    }
  }

  @Override
  void clear() {
    code("${caseVar} = ${cases}.${NONE};");
  }

  @Override
  void read() {
    for (Values one : cases) {
      file().code("""
              case ${tag} -> {
                ${var} = ${read};
                ${caseVar} = ${cases}.${CASE};
              }
              """, one);
    }
  }
}
