package dev.rondo.generator;

import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.JavaFeaturesProto;
import com.google.protobuf.compiler.PluginProtos.CodeGeneratorRequest;
import dev.rondo.protocol.options.Options;
import java.io.IOException;

/**
 * The plugin as protoc starts it: it reads a {@code CodeGeneratorRequest} from its standard input and
 * writes a {@code CodeGeneratorResponse} to its standard output.
 */
public final class Main {
  private Main() {}

  /**
   * Runs once.
   *
   * @param args none; what could be set stands in the contract
   * @throws IOException if protoc has gone away
   */
  public static void main(String[] args) throws IOException {
    CodeGeneratorRequest request = CodeGeneratorRequest.parseFrom(System.in, options());
    Generator.run(request).writeTo(System.out);
    System.out.flush();
  }

  /** The options that are read: those of Rondo, and those that say where protobuf-java puts a class. */
  static ExtensionRegistry options() {
    ExtensionRegistry registry = ExtensionRegistry.newInstance();
    Options.registerAllExtensions(registry);
    JavaFeaturesProto.registerAllExtensions(registry);
    return registry;
  }
}
