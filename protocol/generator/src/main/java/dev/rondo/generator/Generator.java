package dev.rondo.generator;

import com.google.protobuf.DescriptorProtos.Edition;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.compiler.PluginProtos.CodeGeneratorRequest;
import com.google.protobuf.compiler.PluginProtos.CodeGeneratorResponse;
import com.google.protobuf.compiler.PluginProtos.CodeGeneratorResponse.Feature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From the files that protoc has read to the classes of the contracts in them, or to what is wrong. */
final class Generator {
  private Generator() {}

  /** Answers protoc. */
  static CodeGeneratorResponse run(CodeGeneratorRequest request) {
    CodeGeneratorResponse.Builder response = CodeGeneratorResponse.newBuilder()
        .setSupportedFeatures(
            Feature.FEATURE_PROTO3_OPTIONAL_VALUE | Feature.FEATURE_SUPPORTS_EDITIONS_VALUE)
        .setMinimumEdition(Edition.EDITION_PROTO2.getNumber())
        .setMaximumEdition(Edition.EDITION_2024.getNumber());
    if (!request.getParameter().isEmpty()) {
      return response
          .setError("options: " + request.getParameter()
              + " (expected: none; what can be set stands in the contract)")
          .build();
    }
    Map<String, FileDescriptor> files = read(request);
    Problems problems = new Problems();
    List<Contract> contracts = contracts(request, files);
    contracts.forEach(contract -> ContractRules.check(contract, problems));
    if (problems.isEmpty()) {
      MadeClasses classes = new MadeClasses(files.values(), problems);
      contracts.forEach(classes::add);
      if (problems.isEmpty()) {
        return response.addAllFile(classes.write()).build();
      }
    }
    return response.setError(problems.text()).build();
  }

  /** Links the files, which come so that each stands behind those that it imports. */
  private static Map<String, FileDescriptor> read(CodeGeneratorRequest request) {
    Map<String, FileDescriptor> files = new LinkedHashMap<>();
    for (FileDescriptorProto file : request.getProtoFileList()) {
      FileDescriptor[] imports =
          file.getDependencyList().stream().map(files::get).toArray(FileDescriptor[]::new);
      try {
        files.put(file.getName(), FileDescriptor.buildFrom(file, imports));
      } catch (DescriptorValidationException e) {
        throw new IllegalArgumentException(
            "protoc let through what it should not: " + file.getName(), e);
      }
    }
    return files;
  }

  private static List<Contract> contracts(
      CodeGeneratorRequest request, Map<String, FileDescriptor> files) {
    List<Contract> contracts = new ArrayList<>();
    files.forEach((name, file) -> {
      if (request.getFileToGenerateList().contains(name)) {
        find(file.getMessageTypes(), contracts);
      }
    });
    return contracts;
  }

  private static void find(List<Descriptor> messages, List<Contract> contracts) {
    for (Descriptor message : messages) {
      if (Contract.isOne(message)) {
        contracts.add(new Contract(message));
      }
      find(message.getNestedTypes(), contracts);
    }
  }
}
