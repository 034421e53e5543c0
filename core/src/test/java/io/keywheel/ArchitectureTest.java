package io.keywheel;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(packages = "io.keywheel", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule thePoolKnowsJavaOnly = classes()
            .that()
            .resideInAPackage("..pool..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "io.keywheel.pool..");

    @ArchTest
    static final ArchRule recordsKnowJavaOnly = classes()
            .that()
            .resideInAPackage("..records..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "io.keywheel.records..");

    @ArchTest
    static final ArchRule onlySealingKnowsTink = noClasses()
            .that()
            .resideOutsideOfPackage("..sealing..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.crypto..");

    @ArchTest
    static final ArchRule tokensKnowJavaOnly = classes()
            .that()
            .resideInAPackage("io.keywheel.token..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "io.keywheel.token..");

    @ArchTest
    static final ArchRule adminPortsKnowNoHttp = classes()
            .that()
            .resideInAPackage("io.keywheel.admin.port..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "io.keywheel.admin.port..",
                    "io.keywheel.pool..",
                    "io.keywheel.token..");

    @ArchTest
    static final ArchRule usageKnowsThePoolAndWhatTheAdminPlaneAsks = classes()
            .that()
            .resideInAPackage("io.keywheel.usage..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "org.slf4j..",
                    "io.keywheel.usage..",
                    "io.keywheel.pool..",
                    "io.keywheel.admin.port..");

    @ArchTest
    static final ArchRule providersKnowThePoolAndJackson = classes()
            .that()
            .resideInAPackage("..provider..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "com.fasterxml.jackson..",
                    "io.keywheel.pool..",
                    "io.keywheel.provider..");

    @ArchTest
    static final ArchRule timeIsHandedToThePoolTheProvidersAndTheRecords = noClasses()
            .that()
            .resideInAnyPackage("..pool..", "..provider..", "..records..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.Clock.class, "systemUTC")
            .orShould()
            .callMethod(java.time.InstantSource.class, "system");

    @ArchTest
    static final ArchRule gatewayAdminStoreClusterAndProbeDoNotKnowOneAnother = slices().matching(
                    "io.keywheel.(gateway|admin|store|cluster|probe)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule settingsAreReadWithoutTouchingWhatRuns = noClasses()
            .that()
            .resideInAPackage("..config..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..gateway..", "..admin..", "..store..", "..cluster..", "..probe..", "..telemetry..")
            .orShould()
            .dependOnClassesThat()
            .haveSimpleName("KeyPool");

    @ArchTest
    static final ArchRule certificatesKnowNothingOfUs = noClasses()
            .that()
            .resideInAPackage("..tls..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.keywheel..").and(resideOutsideOfPackage("..tls..")));

    @ArchTest
    static final ArchRule thereAreNoCycles =
            slices().matching("io.keywheel.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheClusterKnowsHazelcast = noClasses()
            .that()
            .resideOutsideOfPackages("..cluster..", "..clusterconfig..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.hazelcast..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyTheStoreKnowsSql = noClasses()
            .that()
            .resideOutsideOfPackage("..store..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.sql..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule namesAreNouns = noClasses()
            .should()
            .haveNameMatching(".*(Manager|Service|Helper|Util|Utils|Impl|Controller)")
            .orShould()
            .haveSimpleNameStartingWith("Abstract");
}
