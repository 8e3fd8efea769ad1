package dev.rondo.generator;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.GeneratorNames;
import com.google.protobuf.compiler.PluginProtos.CodeGeneratorResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The classes that a run makes. Those of a contract stand in the Java package of its file, wherever its
 * messages come from; what two contracts of one package share is made once.
 */
final class MadeClasses {
  private final Map<String, Map<String, String>> neighbours = new HashMap<>();
  private final Map<String, Made> made = new LinkedHashMap<>();
  private final Problems problems;

  /** A class: what it is made of, and what writes it. */
  private record Made(
      String javaPackage,
      String name,
      Descriptor origin,
      String source,
      Consumer<JavaFile> writer) {}

  MadeClasses(Collection<FileDescriptor> files, Problems problems) {
    this.problems = problems;
    files.forEach(this::addNeighbours);
  }

  /** The classes of a package that somebody else makes, and who does. */
  private Map<String, String> neighbours(String javaPackage) {
    return neighbours.computeIfAbsent(javaPackage, unused -> new HashMap<>());
  }

  /** Notes the classes that protobuf-java makes of a file. */
  private void addNeighbours(FileDescriptor file) {
    Map<String, String> names = neighbours(GeneratorNames.getFileJavaPackage(file));
    names.put(GeneratorNames.getFileClassName(file), "the file " + file.getFullName());
    for (Descriptor message : file.getMessageTypes()) {
      if (!GeneratorNames.getNestInFileClass(message)) {
        names.put(message.getName(), "the message " + message.getFullName());
        names.put(message.getName() + "OrBuilder", "the message " + message.getFullName());
      }
    }
    file.getEnumTypes().stream()
        .filter(type -> !GeneratorNames.getNestInFileClass(type))
        .forEach(type -> names.put(type.getName(), "the enum " + type.getFullName()));
    file.getServices()
        .forEach(service -> names.put(service.getName(), "the service " + service.getFullName()));
  }

  /** Adds the classes of a contract. */
  void add(Contract contract) {
    add(
        contract,
        contract.message(),
        RoomClass.name(contract),
        file -> RoomClass.write(file, contract));
    contract
        .part("input")
        .ifPresent(input ->
            add(contract, input, ViewClass.name(input), file -> ViewClass.write(file, input)));
    contract
        .part("state")
        .ifPresent(state ->
            add(contract, state, SyncClass.name(state), file -> SyncClass.write(file, contract)));
    for (FieldDescriptor set : contract.sets()) {
      Descriptor entity = set.getMessageType();
      add(
          contract,
          entity,
          ReplicatedClass.entityName(entity),
          file -> ReplicatedClass.writeEntity(file, entity));
    }
    for (FieldDescriptor field : contract.singles()) {
      Descriptor single = field.getMessageType();
      add(
          contract,
          single,
          ReplicatedClass.singleName(single),
          file -> ReplicatedClass.writeSingle(file, single));
    }
  }

  private void add(Contract contract, Descriptor origin, String name, Consumer<JavaFile> writer) {
    FileDescriptor source = contract.message().getFile();
    String javaPackage = GeneratorNames.getFileJavaPackage(source);
    String other = neighbours(javaPackage).get(name);
    Made earlier = made.putIfAbsent(
        javaPackage + "." + name,
        new Made(javaPackage, name, origin, source.getFullName(), writer));
    if (other == null && earlier != null && earlier.origin() != origin) {
      other = earlier.origin().getFullName();
    }
    if (other != null) {
      problems.add(
          origin,
          "would make the class " + javaPackage + "." + name + ", which " + other
              + " makes too. Rename one, or give the contract's file another java_package.");
    }
  }

  /** Writes them all. */
  List<CodeGeneratorResponse.File> write() {
    List<CodeGeneratorResponse.File> files = new ArrayList<>();
    for (Made one : made.values()) {
      Set<String> others = new HashSet<>(neighbours(one.javaPackage()).keySet());
      made.values().stream()
          .filter(each -> each.javaPackage().equals(one.javaPackage()))
          .forEach(each -> others.add(each.name()));
      JavaFile file = new JavaFile(one.source(), one.javaPackage(), others);
      one.writer().accept(file);
      files.add(CodeGeneratorResponse.File.newBuilder()
          .setName((one.javaPackage() + "." + one.name()).replace('.', '/') + ".java")
          .setContent(file.text())
          .build());
    }
    return files;
  }
}
