package dev.rondo.structure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Layers point one way: a package imports only from those below it. */
class LayersTest {
  private static final List<String> FROM_THE_GROUND_UP =
      List.of("protocol", "client", "sync", "room", "lobby", "net", "testing", "server");

  private final JavaClasses classes = new ClassFileImporter()
      .withImportOption(new DoNotIncludeTests())
      .withImportOption(location -> !location.contains("leak-guard"))
      .importPackages("dev.rondo");

  @Test
  void importOnlyFromBelow() {
    for (int floor = 0; floor < FROM_THE_GROUND_UP.size() - 1; floor++) {
      String[] above = FROM_THE_GROUND_UP.stream()
          .skip(floor + 1)
          .map(LayersTest::inPackage)
          .toArray(String[]::new);

      noClasses()
          .that()
          .resideInAPackage(inPackage(FROM_THE_GROUND_UP.get(floor)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(above)
          .check(classes);
    }
  }

  @Test
  void haveEachPackageOnAFloor() {
    List<String> packages = classes.stream()
        .map(type -> type.getPackageName().split("\\.", -1))
        .filter(parts -> parts.length > 2)
        .map(parts -> parts[2])
        .distinct()
        .toList();

    assertThat(packages).containsExactlyInAnyOrderElementsOf(FROM_THE_GROUND_UP);
  }

  @Test
  void keepChannelsOutOfRoomsAndTheirState() {
    noClasses()
        .that()
        .resideInAnyPackage(inPackage("protocol"), inPackage("sync"), inPackage("room"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.netty.channel..", "io.netty.handler..")
        .check(classes);
  }

  @Test
  void keepClientsAndTheTestingKitOutOfServers() {
    noClasses()
        .that()
        .resideInAnyPackage(
            inPackage("sync"),
            inPackage("room"),
            inPackage("lobby"),
            inPackage("net"),
            inPackage("server"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(inPackage("client"), inPackage("testing"))
        .check(classes);
  }

  @Test
  void keepTheTestingKitAwayFromSocketsAndTheLobby() {
    noClasses()
        .that()
        .resideInAPackage(inPackage("testing"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            inPackage("lobby"), inPackage("net"), "io.netty.channel..", "io.netty.handler..")
        .check(classes);
  }

  @Test
  void keepNettyOutOfTheLobby() {
    noClasses()
        .that()
        .resideInAPackage(inPackage("lobby"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .check(classes);
  }

  private static String inPackage(String name) {
    return "dev.rondo." + name + "..";
  }
}
