package dev.rondo.generator;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.GeneratorNames;
import java.util.ArrayList;
import java.util.List;

/** A oneof: one of its cases, or none. */
final class OneofField extends StateField {
  private final List<Case> cases = new ArrayList<>();

  /** One case: its type, and its names. */
  private record Case(ValueType type, Values values) {}

  OneofField(Home home, OneofDescriptor oneof, int index) {
    super(home, oneof, index);
    String capitalized = Names.capitalized(oneof.getName());
    String message = GeneratorNames.getQualifiedClassName(oneof.getContainingType());
    set("cases", home.file().type(message + "." + capitalized + "Case"));
    set("case", home.methods().take(Names.camel(oneof.getName()) + "Case"));
    set("caseVar", home.variables().take(Names.camel(oneof.getName()) + "Case"));
    set("clear", home.methods().take("clear" + capitalized));
    set("NONE", Names.constant(oneof.getName()) + "_NOT_SET");
    oneof.getFields().stream().sorted().forEach(field -> cases.add(caseOf(home, field)));
  }

  private Case caseOf(Home home, FieldDescriptor field) {
    ValueType type = new ValueType(field, home.file());
    Values values = new Values();
    for (String shared : List.of("class", "cases", "case", "caseVar", "BIT")) {
      values.set(shared, get(shared));
    }
    values.set("type", type.java());
    values.set("proto", field.getName());
    values.set("name", home.methods().take(Names.camel(field.getName())));
    values.set("var", home.variables().take(Names.camel(field.getName())));
    values.set("CASE", Names.constant(field.getName()));
    values.set("default", type.defaultValue());
    values.set("differs", type.differ("value", values.get("var")));
    values.set("initializer", type.initializer());
    values.set("doc", Javadoc.of(field, "What players see as {@code " + field.getName() + "}."));
    return new Case(type, values);
  }

  @Override
  void variables() {
    code("private ${cases} ${caseVar} = ${cases}.${NONE};");
    for (Case one : cases) {
      file().code("private ${type} ${var}${initializer};", one.values());
    }
  }

  @Override
  void accessors() {
    code("""
        /**
         * ${doc}
         *
         * @return which case of {@code ${proto}} is set
         */
        public ${cases} ${case}() {
          return ${caseVar};
        }

        /**
         * Unsets the case that is set. That sends all of ${it} again.
         *
         * @return this
         */
        public ${class} ${clear}() {
          if (${caseVar} != ${cases}.${NONE}) {
            ${caseVar} = ${cases}.${NONE};
            markReset(${BIT});
          }
          return this;
        }
        """);
    cases.forEach(this::accessors);
  }

  private void accessors(Case one) {
    file().gap();
    file().code("""
        /**
         * ${doc}
         *
         * @return {@code ${proto}}; its default if another case is set
         */
        public ${type} ${name}() {
          return ${caseVar} == ${cases}.${CASE} ? ${var} : ${default};
        }
        """, one.values());
    file().gap();
    file().open("""
        /**
         * Changes {@link #${name}()}, and unsets the other cases.
         *
         * @param value what {@link #${name}()} is from now on
         * @return this
         */
        public ${class} ${name}(${type} value) {
        """, one.values());
    file().open("if (${differs} || ${caseVar} != ${cases}.${CASE}) {", one.values());
    one.type().writeGuard();
    file().code("""
        ${var} = value;
        ${caseVar} = ${cases}.${CASE};
        mark(${BIT});
        """, one.values());
    close();
    code("return this;");
    close();
  }

  @Override
  String present() {
    return get("caseVar") + " != " + get("cases") + "." + get("NONE");
  }

  @Override
  void write() {
    open("switch (${caseVar}) {");
    for (Case one : cases) {
      String write = one.type().write(one.values().get("var"));
      file().line("case " + one.values().get("CASE") + " -> " + write);
    }
    code("case ${NONE} -> {} // a reset says so");
    close();
  }
}
