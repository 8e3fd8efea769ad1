package dev.rondo.client;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.io.IOException;

/** Reads one value of a field, in the type in which protobuf-java's reflection takes it. */
@FunctionalInterface
interface ValueReader {

  Object read(CodedInputStream in) throws IOException;

  /**
   * Returns the reader of a field.
   *
   * @param owner any message of the type that has the field
   */
  static ValueReader of(Message owner, FieldDescriptor field) {
    return switch (field.getType()) {
      case DOUBLE -> CodedInputStream::readDouble;
      case FLOAT -> CodedInputStream::readFloat;
      case INT32 -> CodedInputStream::readInt32;
      case INT64 -> CodedInputStream::readInt64;
      case UINT32 -> CodedInputStream::readUInt32;
      case UINT64 -> CodedInputStream::readUInt64;
      case SINT32 -> CodedInputStream::readSInt32;
      case SINT64 -> CodedInputStream::readSInt64;
      case FIXED32 -> CodedInputStream::readFixed32;
      case FIXED64 -> CodedInputStream::readFixed64;
      case SFIXED32 -> CodedInputStream::readSFixed32;
      case SFIXED64 -> CodedInputStream::readSFixed64;
      case BOOL -> CodedInputStream::readBool;
      case STRING -> CodedInputStream::readStringRequireUtf8;
      case BYTES -> CodedInputStream::readBytes;
      case ENUM -> ofEnum(field.getEnumType());
      case MESSAGE -> ofMessage(prototype(owner, field));
      case GROUP ->
        throw new IllegalArgumentException(
            field.getFullName() + " is a group, which a contract has none of");
    };
  }

  private static ValueReader ofEnum(EnumDescriptor type) {
    return in -> type.findValueByNumberCreatingIfUnknown(in.readEnum());
  }

  private static ValueReader ofMessage(Message prototype) {
    Parser<? extends Message> parser = parser(prototype);
    return in -> in.readMessage(parser, ExtensionRegistryLite.getEmptyRegistry());
  }

  /** Returns what reads a message of a type, without the fields that only a newer contract has. */
  static Parser<? extends Message> parser(Message prototype) {
    return DiscardUnknownFieldsParser.wrap(prototype.getParserForType());
  }

  /** Returns the default message of a field's type, in the Java class that its owner has it in. */
  static Message prototype(Message owner, FieldDescriptor field) {
    return owner.newBuilderForType().newBuilderForField(field).getDefaultInstanceForType();
  }
}
