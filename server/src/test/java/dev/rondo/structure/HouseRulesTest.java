package dev.rondo.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What this house wants of every source, and no tool checks for it. */
class HouseRulesTest {
  private static final int MOST_LINES = 600;
  private static final int PARAGRAPH_WORDS = 10;

  private static final Pattern UNFINISHED = Pattern.compile("\\b(TO[D]O|FIX[M]E|XX[X])\\b");
  private static final Pattern CLOCK_OR_CHANCE = Pattern.compile("System\\.currentTimeMillis"
      + "|System\\.nanoTime|Instant\\.now|LocalDateTime\\.now|Clock\\.system|Math\\.random"
      + "|new (Secure)?Random\\(|new SplittableRandom\\(\\)|ThreadLocalRandom");
  private static final Pattern REGISTRY =
      Pattern.compile("\"resolved\":\\s*\"https?:|registry\\s*=|\"registry\":|<repository>");
  private static final Pattern JAVADOC = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);

  private final SourceTree tree = SourceTree.read();

  @Test
  void findsTheSources() {
    List<String> names = tree.sources().stream().map(tree::name).toList();

    assertThat(names)
        .contains(
            "server/src/main/java/dev/rondo/room/Room.java",
            "protocol/src/main/proto/rondo/v1/wire.proto",
            "sample-game/src/main/proto/arena.proto")
        .noneMatch(name -> name.contains("/target/") || name.contains("node_modules"));
  }

  @Test
  void leavesNothingUnfinished() {
    assertThat(linesThatMatch(tree.sources(), UNFINISHED)).isEmpty();
  }

  @Test
  void saysOfEachPackageWhatLivesThere() {
    List<String> faults = new ArrayList<>();
    for (Path directory : javaPackages()) {
      Path info = directory.resolve("package-info.java");
      String name = tree.name(info);
      if (!Files.exists(info)) {
        faults.add(name + " is missing");
      } else if (!SourceTree.text(info).contains("@NullMarked")) {
        faults.add(name + " is not @NullMarked");
      } else if (name.contains("src/main/") && words(SourceTree.text(info)) < PARAGRAPH_WORDS) {
        faults.add(name + " says next to nothing");
      }
    }

    assertThat(faults).isEmpty();
  }

  @Test
  void takesTimeAndChanceInRoomsFromTheRoom() {
    List<Path> rooms = tree.files(".java").stream()
        .filter(file -> tree.name(file)
            .matches("server/src/main/java/dev/rondo/(room|sync)/.*|sample-game/src/main/java/.*"))
        .toList();

    assertThat(rooms).hasSizeGreaterThan(20);
    assertThat(linesThatMatch(rooms, CLOCK_OR_CHANCE)).isEmpty();
  }

  @Test
  void keepsFilesShort() {
    List<String> tooLong = tree.sources().stream()
        .filter(file -> SourceTree.lines(file).size() > MOST_LINES)
        .map(tree::name)
        .toList();

    assertThat(tooLong).isEmpty();
  }

  @Test
  void namesNoRegistry() {
    List<Path> files = tree.files("package-lock.json", ".npmrc", "package.json", "pom.xml");

    assertThat(files.stream().map(tree::name)).contains("package-lock.json", ".npmrc", "pom.xml");
    assertThat(linesThatMatch(files, REGISTRY)).isEmpty();
  }

  @Test
  void reportsTheMeasuringStick() {
    List<Path> sources = tree.files(".java", ".ts");
    List<String> longFiles = MeasuringStick.longFiles(tree, sources);
    List<String> longMethods = MeasuringStick.longMethods(tree, sources);

    System.out.println(sources.size() + " sources, of which " + longFiles.size()
        + " have more than " + MeasuringStick.FILE_LINES + " lines:");
    longFiles.forEach(System.out::println);
    System.out.println(
        longMethods.size() + " methods have more than " + MeasuringStick.METHOD_LINES + " lines:");
    longMethods.forEach(System.out::println);

    assertThat(sources).isNotEmpty();
  }

  private List<Path> javaPackages() {
    return tree.files(".java").stream()
        .filter(file -> !tree.name(file).startsWith("sample-game/starter/")) // a game's own affair
        .map(HouseRulesTest::directory)
        .distinct()
        .toList();
  }

  private static Path directory(Path file) {
    Path directory = file.getParent();
    if (directory == null) {
      throw new IllegalStateException(file + " lies in no directory");
    }
    return directory;
  }

  private List<String> linesThatMatch(List<Path> files, Pattern pattern) {
    List<String> found = new ArrayList<>();
    for (Path file : files) {
      List<String> lines = SourceTree.lines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (pattern.matcher(lines.get(i)).find()) {
          found.add(tree.name(file) + ":" + (i + 1) + ": " + lines.get(i).strip());
        }
      }
    }
    return found;
  }

  private static int words(String packageInfo) {
    Matcher javadoc = JAVADOC.matcher(packageInfo);
    return javadoc.find() ? javadoc.group(1).strip().split("\\s+").length : 0;
  }
}
