package dev.rondo.generator;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.GeneratorNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes the root of a room's state: its entity sets and its singles. */
final class SyncClass {
  private final JavaFile file;
  private final Descriptor state;
  private final List<EntityType> entityTypes;
  private final Names methods = new Names(Reserved.STATE);
  private final Names variables = new Names(Set.of());
  private final List<Values> parts = new ArrayList<>();

  private SyncClass(JavaFile file, Contract contract, Descriptor state) {
    this.file = file;
    this.state = state;
    entityTypes = EntityType.of(contract, file);
    for (FieldDescriptor field : contract.stateFields()) {
      parts.add(field.isRepeated() ? set(field) : single(field));
    }
  }

  private Values set(FieldDescriptor field) {
    EntityType type = entityTypes.stream()
        .filter(candidate -> candidate.set().equals(field))
        .findFirst()
        .orElseThrow();
    return values(field)
        .set("type", file.type("dev.rondo.sync.EntitySet") + "<" + type.parameter() + ">")
        .set("made", "set(" + field.getNumber() + ")")
        .set("what", "its entities");
  }

  private Values single(FieldDescriptor field) {
    String type = file.made(ReplicatedClass.singleName(field.getMessageType()));
    return values(field)
        .set("type", type)
        .set("made", "single(" + field.getNumber() + ", new " + type + "())")
        .set("what", "always the same object");
  }

  /** The name of the class of a state message. */
  static String name(Descriptor state) {
    return state.getName() + "Sync";
  }

  /** Writes it. */
  static void write(JavaFile file, Contract contract) {
    contract.part("state").ifPresent(state -> new SyncClass(file, contract, state).write());
  }

  private Values values(FieldDescriptor field) {
    return new Values()
        .set("name", methods.take(Names.camel(field.getName())))
        .set("var", variables.take(Names.camel(field.getName())))
        .set("proto", field.getName())
        .set("doc", Javadoc.of(field, "What players see as {@code " + field.getName() + "}."));
  }

  private void write() {
    writeHead();
    for (Values part : parts) {
      file.code("private final ${type} ${var} = ${made};", part);
    }
    if (!parts.isEmpty()) {
      file.gap();
    }
    file.code(
        """
        /** Makes one without entities, its singles at their defaults. */
        public ${class}() {
          super(${message}.getDescriptor());
        }
        """,
        new Values()
            .set("class", name(state))
            .set("message", file.type(GeneratorNames.getQualifiedClassName(state))));
    parts.forEach(this::writeAccessor);
    file.close();
  }

  private void writeHead() {
    file.open(
        """
        /**
         * ${doc}
         *
         * <p>All that stands in it is sent to those who see it at the end of each tick in which it changed.
         * ${parameters}
         */
        @${org.jspecify.annotations.NullMarked}
        public final class ${name}${generics} extends ${dev.rondo.sync.State} {
        """,
        new Values()
            .set("doc", Javadoc.of(state, "What is."))
            .set("parameters", EntityType.documentation(entityTypes).replaceFirst("^(?=.)", "\n"))
            .set("name", name(state))
            .set("generics", EntityType.declaration(entityTypes, "")));
  }

  private void writeAccessor(Values values) {
    file.gap();
    file.code("""
        /**
         * ${doc}
         *
         * @return {@code ${proto}}: ${what}
         */
        public ${type} ${name}() {
          return ${var};
        }
        """, values);
  }
}
