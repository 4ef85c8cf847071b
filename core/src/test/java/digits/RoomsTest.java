package digits;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the table of rooms in docs/architecture.md against the code. */
class RoomsTest {
  private static final String FRONT_DOOR = "digits";
  private static final String KERNEL = "digits.kernel";
  private static final String IMAGE = "digits.image";

  /** Each room and the rooms it may import. */
  private static final Map<String, List<String>> ROOMS =
      Map.of(
          KERNEL,
          List.of(),
          IMAGE,
          List.of(),
          "digits.data",
          List.of(IMAGE),
          "digits.data.corruption",
          List.of("digits.data"),
          "digits.network",
          List.of(KERNEL),
          "digits.training",
          List.of("digits.network", "digits.data", KERNEL),
          "digits.zoo",
          List.of("digits.network", "digits.training", "digits.data"),
          "digits.model",
          List.of("digits.network", "digits.training"),
          "digits.tutorial",
          List.of(),
          FRONT_DOOR,
          List.of(IMAGE, "digits.network", "digits.model"));

  private static final JavaClasses CORE = new ClassFileImporter().importUrl(coreClasses());

  private static URL coreClasses() {
    return DigitReader.class.getProtectionDomain().getCodeSource().getLocation();
  }

  static Set<String> rooms() {
    return new TreeSet<>(ROOMS.keySet());
  }

  private static Set<String> packages() {
    return CORE.stream().map(JavaClass::getPackageName).collect(toCollection(TreeSet::new));
  }

  @Test
  void nothingLivesOutsideTheRooms() {
    assertEquals(rooms(), packages());
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomImportsOnlyTheJdkAndTheRoomsItMay(String room) {
    List<String> allowed = new ArrayList<>(List.of(room, "java.."));
    allowed.addAll(ROOMS.get(room));
    if (room.equals(KERNEL)) {
      allowed.add("jdk.incubator.vector..");
    }
    if (room.equals(IMAGE)) {
      allowed.add("javax.imageio..");
    } else {
      check(
          noClasses()
              .that()
              .resideInAPackage(room)
              .should()
              .dependOnClassesThat()
              .resideInAPackage("java.awt.."));
    }
    check(
        classes()
            .that()
            .resideInAPackage(room)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(allowed.toArray(String[]::new)));
  }

  @Test
  void roomsFormNoCycle() {
    check(slices().matching("digits.(*)").should().beFreeOfCycles());
  }

  @Test
  void onlyTheKernelsUseTheVectorApi() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(KERNEL)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.."));
  }

  @Test
  void nothingPrints() {
    check(noClasses().should().accessField(System.class, "out"));
    check(noClasses().should().accessField(System.class, "err"));
    check(noClasses().should().callMethod(Throwable.class, "printStackTrace"));
  }

  @Test
  void everyRoomButTheKernelsIsExported() throws IOException {
    Set<String> exported = new TreeSet<>();
    try (InputStream in = URI.create(coreClasses() + "module-info.class").toURL().openStream()) {
      ModuleDescriptor module = ModuleDescriptor.read(in);
      assertEquals("digits.core", module.name());
      for (ModuleDescriptor.Exports export : module.exports()) {
        assertTrue(export.targets().isEmpty(), export.source() + " is exported to some only");
        exported.add(export.source());
      }
    }
    Set<String> expected = rooms();
    expected.remove(KERNEL);
    assertEquals(expected, exported);
  }

  /** The rules can fail: here is one that must. */
  @Test
  void aForbiddenImportIsFound() {
    ArchRule wrong =
        noClasses()
            .that()
            .resideInAPackage("digits.network")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(KERNEL);
    assertTrue(wrong.evaluate(CORE).hasViolation());
    assertTrue(
        Stream.of("Kernels", "Parallel").allMatch(name -> CORE.contain(KERNEL + "." + name)));
  }

  private static void check(ArchRule rule) {
    rule.check(CORE);
  }
}
