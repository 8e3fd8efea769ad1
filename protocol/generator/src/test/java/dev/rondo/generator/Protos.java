package dev.rondo.generator;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.compiler.PluginProtos.CodeGeneratorRequest;
import com.google.protobuf.compiler.PluginProtos.CodeGeneratorResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The .proto files of these tests, as protoc gives them to the generator. */
final class Protos {
  private static final FileDescriptorSet ALL = read();

  private Protos() {}

  private static FileDescriptorSet read() {
    try (InputStream in = Protos.class.getResourceAsStream("/contracts.binpb")) {
      return FileDescriptorSet.parseFrom(Objects.requireNonNull(in), Main.options());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What protoc asks for, to have code made for these files. */
  static CodeGeneratorRequest request(String... files) {
    return CodeGeneratorRequest.newBuilder()
        .addAllFileToGenerate(List.of(files))
        .addAllProtoFile(ALL.getFileList())
        .build();
  }

  /** What the generator answers. */
  static CodeGeneratorResponse generate(String... files) {
    return Generator.run(request(files));
  }

  /** One of the classes that the generator makes of a file. */
  static String made(String file, String className) {
    CodeGeneratorResponse response = generate(file);
    return response.getFileList().stream()
        .filter(made -> made.getName().endsWith("/" + className + ".java"))
        .map(CodeGeneratorResponse.File::getContent)
        .findFirst()
        .orElseThrow(() -> new AssertionError(file + " makes no " + className + ": "
            + (response.hasError() ? response.getError() : names(response))));
  }

  /** The paths of what was made. */
  static List<String> names(CodeGeneratorResponse response) {
    return response.getFileList().stream()
        .map(CodeGeneratorResponse.File::getName)
        .toList();
  }
}
