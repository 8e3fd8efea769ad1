package dev.rondo.truth;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.ProtocolMessageEnum;
import dev.rondo.protocol.options.Options;
import dev.rondo.protocol.options.Visibility;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What the values of game code are in protobuf. */
final class Protos {
  private Protos() {}

  static boolean isHidden(FieldDescriptor field) {
    return field.getOptions().getExtension(Options.field).getSeenBy() == Visibility.OWNER;
  }

  static double step(FieldDescriptor field) {
    return field.getOptions().getExtension(Options.field).getStep();
  }

  static boolean isCount(FieldDescriptor field) {
    return field.getOptions().getExtension(Options.field).hasStep();
  }

  /** Sets what a field, list or map of a game's object holds. */
  static void set(Message.Builder message, FieldDescriptor field, Object value) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, held) -> message.addRepeatedField(field, entry(message, field, key, held)));
    } else if (value instanceof List<?> list) {
      list.forEach(held -> message.addRepeatedField(field, value(field, held)));
    } else {
      message.setField(field, value(field, value));
    }
  }

  private static Message entry(
      Message.Builder message, FieldDescriptor field, Object key, Object value) {
    FieldDescriptor keyField = field.getMessageType().findFieldByNumber(1);
    FieldDescriptor valueField = field.getMessageType().findFieldByNumber(2);
    return message
        .newBuilderForField(field)
        .setField(keyField, value(keyField, key))
        .setField(valueField, value(valueField, value))
        .build();
  }

  static Object value(FieldDescriptor field, Object value) {
    if (value instanceof ProtocolMessageEnum constant) {
      return constant.getValueDescriptor();
    }
    if (value instanceof String text) { // half a character becomes a question mark
      return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
    return value;
  }

  /** The same without the fields that are set to their defaults, which need not be told. */
  static Message bare(Message message) {
    Message.Builder bare = null;
    for (Map.Entry<FieldDescriptor, Object> set : message.getAllFields().entrySet()) {
      FieldDescriptor field = set.getKey();
      if (!field.isRepeated()
          && field.getJavaType() != FieldDescriptor.JavaType.MESSAGE
          && field.getRealContainingOneof() == null
          && set.getValue().equals(field.getDefaultValue())) {
        bare = bare == null ? message.toBuilder() : bare;
        bare.clearField(field);
      }
    }
    return bare == null ? message : bare.build();
  }

  /** The same without what only the owner sees. */
  static Message everybodys(Message message) {
    Message.Builder shown = message.toBuilder();
    message.getDescriptorForType().getFields().stream()
        .filter(Protos::isHidden)
        .forEach(shown::clearField);
    return shown.build();
  }
}
