package dev.rondo.generator;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.GeneratorNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes the view of an input, which is read where its bytes came. */
final class ViewClass {
  private final JavaFile file;
  private final Descriptor input;
  private final List<InputField> fields = new ArrayList<>();

  private ViewClass(JavaFile file, Descriptor input) {
    this.file = file;
    this.input = input;
    var home =
        new InputField.Home(file, new Names(Reserved.VIEW), new Names(Reserved.VIEW_VARIABLES));
    Set<OneofDescriptor> seen = new HashSet<>();
    for (FieldDescriptor field : input.getFields().stream().sorted().toList()) {
      OneofDescriptor oneof = field.getRealContainingOneof();
      if (oneof == null) {
        fields.add(InputField.of(home, field));
      } else if (seen.add(oneof)) {
        fields.add(InputField.of(home, oneof));
      }
    }
  }

  /** The name of the class of an input message. */
  static String name(Descriptor input) {
    return input.getName() + "View";
  }

  /** Writes it. */
  static void write(JavaFile file, Descriptor input) {
    new ViewClass(file, input).write();
  }

  private void write() {
    Values values = new Values()
        .set("doc", Javadoc.of(input, "What a player wants to do, one a tick."))
        .set("name", name(input))
        .set("message", file.type(GeneratorNames.getQualifiedClassName(input)))
        .set("proto", input.getFullName());
    file.open("""
        /**
         * ${doc}
         *
         * <p>A view of a {@code ${proto}}, within the bounds of the contract. It is valid in the hook
         * that is given it, and says what another input says afterwards: keep its values, not the view.
         */
        @${org.jspecify.annotations.NullMarked}
        public final class ${name} extends ${dev.rondo.room.InputView} {
        """, values);
    fields.forEach(InputField::variables);
    if (!fields.isEmpty()) {
      file.gap();
    }
    writeMakers(values);
    for (InputField field : fields) {
      file.gap();
      field.accessors();
    }
    writeClear();
    writeRead();
    fields.forEach(InputField::helpers);
    file.close();
  }

  private void writeMakers(Values values) {
    file.code("""
        /** Makes one in which nothing is given. */
        public ${name}() {}

        /**
         * Makes one of a message, as tests and bots need it.
         *
         * @param message what it says
         * @return the view, the caller's to keep
         * @throws ${dev.rondo.room.RuleBrokenException} if a value is out of its field's bounds
         */
        public static ${name} of(${message} message) {
          ${name} view = new ${name}();
          view.set(message);
          return view;
        }
        """, values);
  }

  private void writeClear() {
    file.gap();
    file.open("@Override\nprotected void clear() {");
    fields.forEach(InputField::clear);
    file.close();
  }

  private void writeRead() {
    file.gap();
    file.open("@Override\nprotected void read(${dev.rondo.room.InputReader} in) {");
    file.open("for (int tag = in.tag(); tag != 0; tag = in.tag()) {");
    file.open("switch (tag) {");
    fields.forEach(InputField::read);
    file.code("default -> in.skip(tag);");
    file.close();
    file.close();
    file.close();
  }
}
