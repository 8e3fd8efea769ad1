package dev.rondo.generator;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.GeneratorNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes what makes an event of each case: of its message, and of its message's fields where they are few. */
final class EventMakers {
  private static final int MOST_PARAMETERS = 6;

  private final JavaFile file;
  private final Names methods;
  private final Descriptor event;
  private final String eventType;

  EventMakers(JavaFile file, Names methods, Descriptor event) {
    this.file = file;
    this.methods = methods;
    this.event = event;
    eventType = file.type(GeneratorNames.getQualifiedClassName(event));
  }

  /** Writes them. */
  void write() {
    for (FieldDescriptor field : event.getRealOneofs().get(0).getFields()) {
      ValueType type = new ValueType(field, file);
      Values values = new Values();
      values.set("event", eventType);
      values.set("maker", methods.take(Names.camel(field.getName())));
      values.set("set", "set" + Names.protobufAccessor(field.getName()));
      values.set("type", type.java());
      values.set("name", new Names(Set.of()).take(Names.camel(field.getName())));
      values.set("proto", field.getName());
      values.set("doc", documentation(field));
      writeOfMessage(values);
      if (field.getJavaType() == JavaType.MESSAGE && isPlain(field.getMessageType())) {
        writeOfFields(field.getMessageType(), values);
      }
    }
  }

  /** The comment of the case, or else of its message. */
  private static String documentation(FieldDescriptor field) {
    boolean ofMessage = Source.comment(field).isBlank() && field.getJavaType() == JavaType.MESSAGE;
    return Javadoc.of(ofMessage ? field.getMessageType() : field, "");
  }

  private void writeOfMessage(Values values) {
    file.gap();
    file.code("""
        /**
         * Makes the event {@code ${proto}}. ${doc}
         *
         * @param ${name} what happened
         * @return the event, to broadcast or send
         */
        protected static ${event} ${maker}(${type} ${name}) {
          return ${event}.newBuilder().${set}(${name}).build();
        }
        """, values);
  }

  /** Says whether a message is made of a few fields that are always there. */
  private static boolean isPlain(Descriptor message) {
    List<FieldDescriptor> fields = message.getFields();
    boolean itself = fields.size() == 1
        && fields.get(0).getJavaType() == JavaType.MESSAGE
        && fields.get(0).getMessageType() == message;
    return fields.size() <= MOST_PARAMETERS
        && message.getRealOneofs().isEmpty()
        && fields.stream().noneMatch(FieldDescriptor::isRepeated)
        && !itself;
  }

  private void writeOfFields(Descriptor message, Values values) {
    values.set("parameters", "").set("documentation", "");
    if (message.getFields().isEmpty()) {
      writeHead(values);
      file.line(
          "  return " + values.get("maker") + "(" + values.get("type") + ".getDefaultInstance());");
      file.line("}");
      return;
    }
    Names names = new Names(Set.of());
    List<String> parameters = new ArrayList<>();
    List<String> documentation = new ArrayList<>();
    List<String> setters = new ArrayList<>();
    for (FieldDescriptor field : message.getFields()) {
      String name = names.take(Names.camel(field.getName()));
      parameters.add(new ValueType(field, file).java() + " " + name);
      String what = Javadoc.of(field, "the event's {@code " + field.getName() + "}");
      documentation.add("@param " + name + " " + what.replace("\n", "\n    "));
      setters.add("      .set%s(%s)".formatted(Names.protobufAccessor(field.getName()), name));
    }
    values.set("parameters", parameters.stream().collect(Collectors.joining(", ")));
    values.set("documentation", String.join("\n", documentation));
    writeHead(values);
    file.line("  return " + values.get("maker") + "(" + values.get("type") + ".newBuilder()");
    setters.forEach(file::line);
    file.line("      .build());");
    file.line("}");
  }

  private void writeHead(Values values) {
    file.gap();
    file.code("""
        /**
         * Makes the event {@code ${proto}}. ${doc}
         *
         * ${documentation}
         * @return the event, to broadcast or send
         */
        protected static ${event} ${maker}(${parameters}) {
        """, values);
  }
}
