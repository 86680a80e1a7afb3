package dev.diddo.bootstrap;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may know whom. */
class HouseTest {
  private static final ImportOption SHIPPED =
      location -> !location.contains("/test-classes/") && !location.contains("-tests.jar");
  private static final JavaClasses HOUSE =
      new ClassFileImporter().withImportOption(SHIPPED).importPackages("dev.diddo");

  private static final DescribedPredicate<JavaClass> KIT =
      resideInAPackage("dev.diddo.gateway.kit..");
  private static final DescribedPredicate<JavaClass> SAFE_PART =
      KIT.and(nameMatching(".*\\.(SafePart|Facet)([$;].*)?"));

  /** So that no rule below holds for want of anything to look at. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "domain",
        "application",
        "http",
        "persistence",
        "gateway.spi",
        "gateway.kit",
        "gateway.sandbox",
        "gateway.stripe",
        "gateway.host",
        "bootstrap"
      })
  void every_module_is_seen(String module) {
    assertThat(HOUSE).anyMatch(type -> type.getPackageName().startsWith("dev.diddo." + module));
  }

  @Test
  void the_domain_and_the_application_know_only_themselves_and_the_jdk() {
    holds(
        classes()
            .that()
            .resideInAnyPackage("dev.diddo.domain..", "dev.diddo.application..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "java..", "javax.crypto..", "dev.diddo.domain..", "dev.diddo.application.."));
  }

  @Test
  void the_domain_does_no_io_and_reads_no_clock() {
    holds(
        noClasses()
            .that()
            .resideInAPackage("dev.diddo.domain..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.net.http..", "java.nio.file..", "java.sql..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class)
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime"));
  }

  @Test
  void http_knows_no_other_adapter() {
    neverKnows("http", "persistence", "gateway", "bootstrap");
  }

  @Test
  void persistence_knows_no_other_adapter() {
    neverKnows("persistence", "http", "gateway", "bootstrap");
  }

  @Test
  void gateways_know_no_other_adapter() {
    neverKnows("gateway", "http", "persistence", "bootstrap");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sandbox", "stripe"})
  void a_gateway_knows_the_spi_and_nothing_else_of_ours(String gateway) {
    var itself = "dev.diddo.gateway." + gateway + "..";
    holds(
        noClasses()
            .that()
            .resideInAPackage(itself)
            .should()
            .dependOnClassesThat(
                resideInAPackage("dev.diddo..")
                    .and(not(resideInAnyPackage("dev.diddo.gateway.spi..", itself)))));
  }

  @Test
  void what_the_service_runs_of_the_kit_needs_no_test_library() {
    holds(
        noClasses()
            .that()
            .resideInAPackage("dev.diddo.gateway.host..")
            .should()
            .dependOnClassesThat(KIT.and(not(SAFE_PART))));
    holds(
        classes()
            .that(SAFE_PART)
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage("java..", "dev.diddo.gateway.spi..").or(SAFE_PART)));
  }

  @Test
  void http_never_touches_a_table() {
    holds(
        noClasses()
            .that()
            .resideInAPackage("dev.diddo.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "io.vertx.sqlclient..", "io.vertx.pgclient.."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"domain", "application", "http", "persistence", "gateway"})
  void packages_of_a_module_form_no_cycle(String module) {
    holds(slices().matching("dev.diddo." + module + ".(*)..").should().beFreeOfCycles());
  }

  private static void neverKnows(String adapter, String... strangers) {
    for (var stranger : strangers) {
      holds(
          noClasses()
              .that()
              .resideInAPackage("dev.diddo." + adapter + "..")
              .should()
              .dependOnClassesThat()
              .resideInAPackage("dev.diddo." + stranger + ".."));
    }
  }

  private static void holds(ArchRule rule) {
    rule.allowEmptyShould(true).check(HOUSE);
  }
}
