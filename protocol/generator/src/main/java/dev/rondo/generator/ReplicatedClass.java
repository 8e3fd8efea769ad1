package dev.rondo.generator;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes the class of an entity, which a game extends, or of a single. */
final class ReplicatedClass {
  private final JavaFile file;
  private final Descriptor message;
  private final boolean isEntity;
  private final String name;
  private final List<StateField> fields;

  private ReplicatedClass(JavaFile file, Descriptor message, boolean isEntity) {
    this.file = file;
    this.message = message;
    this.isEntity = isEntity;
    name = isEntity ? entityName(message) : singleName(message);
    fields = fields();
  }

  /** The name of the class of a message that stands in an entity set. */
  static String entityName(Descriptor message) {
    return message.getName() + "Entity";
  }

  /** The name of the class of a message that is a single. */
  static String singleName(Descriptor message) {
    return message.getName() + "Single";
  }

  /** Writes the class of an entity. */
  static void writeEntity(JavaFile file, Descriptor message) {
    new ReplicatedClass(file, message, true).write();
  }

  /** Writes the class of a single. */
  static void writeSingle(JavaFile file, Descriptor message) {
    new ReplicatedClass(file, message, false).write();
  }

  /** The fields and oneofs in the order of their numbers; an entity's id is its super class's. */
  private List<StateField> fields() {
    var home = new StateField.Home(
        file,
        name,
        isEntity ? "the entity" : "the single",
        new Names(isEntity ? Reserved.ENTITY : Reserved.SINGLE),
        new Names(Reserved.STATE_VARIABLES));
    List<StateField> all = new ArrayList<>();
    Set<OneofDescriptor> seen = new HashSet<>();
    for (FieldDescriptor field : message.getFields().stream().sorted().toList()) {
      OneofDescriptor oneof = field.getRealContainingOneof();
      boolean isId = isEntity && field.getNumber() == 1;
      if (oneof == null && !isId) {
        all.add(StateField.of(home, field, all.size()));
      } else if (oneof != null && seen.add(oneof)) {
        all.add(StateField.of(home, oneof, all.size()));
      }
    }
    return all;
  }

  private void write() {
    writeHead();
    fields.forEach(StateField::index);
    if (!fields.isEmpty()) {
      file.gap();
    }
    fields.forEach(StateField::variables);
    file.gap();
    writeConstructor();
    for (StateField field : fields) {
      file.gap();
      field.accessors();
    }
    writePlace();
    writeSettle();
    writePresent();
    writeFields();
    writeSteps();
    file.close();
  }

  private void writeHead() {
    String use = isEntity
        ? "Extend it with what players do not see, and {@code spawn} it into its entity set. What is set"
            + " shows at the end of the tick."
        : "What is set shows at the end of the tick.";
    file.open(
        """
        /**
         * ${doc}
         *
         * ${use}
         */
        @${org.jspecify.annotations.NullMarked}
        public ${kind}class ${name} extends ${super} {
        """,
        new Values()
            .set("doc", Javadoc.of(message, "{@code " + message.getFullName() + "}."))
            .set("use", Javadoc.wrapped("<p>" + use))
            .set("kind", isEntity ? "" : "final ")
            .set("name", name)
            .set("super", file.type("dev.rondo.sync." + (isEntity ? "Entity" : "Single"))));
  }

  private void writeConstructor() {
    file.code("""
        /** Makes one with all fields at their defaults. */
        public ${name}() {
          super(${count});
        }
        """, new Values().set("name", name).set("count", Integer.toString(fields.size())));
  }

  private void writePlace() {
    String x = place("x");
    String y = place("y");
    if (!isEntity || x.isEmpty() || y.isEmpty()) {
      return;
    }
    file.gap();
    file.code("""
        @Override
        protected double placeX() {
          return ${x};
        }

        @Override
        protected double placeY() {
          return ${y};
        }
        """, new Values().set("x", x).set("y", y));
  }

  private String place(String name) {
    return fields.stream()
        .filter(field -> field.name().equals(name))
        .map(StateField::place)
        .findFirst()
        .orElse("");
  }

  private void writeSettle() {
    file.gap();
    file.open("@Override\nprotected long settle(long marked) {");
    if (fields.stream().anyMatch(StateField::counts)) {
      file.code("long changed = marked;");
      fields.forEach(StateField::settle);
      file.code("return changed;");
    } else {
      file.code("return marked;");
    }
    file.close();
  }

  private void writePresent() {
    file.gap();
    file.open("@Override\nprotected long present() {");
    file.code("long fields = 0;");
    for (StateField field : fields) {
      file.line("if (" + field.present() + ") {");
      field.code("  fields |= 1L << ${BIT};");
      file.line("}");
    }
    file.code("return fields;");
    file.close();
  }

  private void writeFields() {
    file.gap();
    file.open("""
        @Override
        protected void writeFields(${dev.rondo.sync.StateWriter} out, long fields, boolean whole) {
        """);
    for (StateField field : fields) {
      field.open("if ((fields & 1L << ${BIT}) != 0) {");
      field.write();
      file.close();
    }
    file.close();
  }

  private void writeSteps() {
    file.gap();
    String signature = """
        @Override
        protected void steps(int[] into) {""";
    if (fields.stream().noneMatch(StateField::counts)) {
      file.code(signature + "}");
      return;
    }
    file.open(signature);
    fields.forEach(StateField::steps);
    file.close();
  }
}
