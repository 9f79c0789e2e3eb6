package io.github.cdkrouteserver.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.cdkrouteserver.RouteServer;
import java.util.Map;

@AnalyzeClasses(packages = "io.github.cdkrouteserver", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] CONSTRUCTS = {"io.github.cdkrouteserver", "io.github.cdkrouteserver.internal.."};
    private static final String HANDLER = "io.github.cdkrouteserver.handler..";
    private static final String CONTRACT = "io.github.cdkrouteserver.contract..";

    @ArchTest
    static final ArchRule constructs_always_doWithoutTheAwsSdk = noClasses()
            .that()
            .resideInAnyPackage(CONSTRUCTS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon.awssdk..", "com.amazonaws..");

    @ArchTest
    static final ArchRule constructs_atRunTime_needNoClassOfTheHandlerModule = noClasses()
            .that()
            .resideInAnyPackage(CONSTRUCTS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HANDLER, CONTRACT);

    // The order of such a map differs from one run to the next, and with it the template. Look-up tables never get
    // there.
    @ArchTest
    static final ArchRule constructs_always_writeMapsInOneOrder = noClasses()
            .that()
            .resideInAnyPackage(CONSTRUCTS)
            .and()
            .doNotHaveSimpleName("ResourceIdentity")
            .should()
            .callMethodWhere(target(owner(type(Map.class)))
                    .and(target(name("of")))
                    .and(describe(
                            "has several entries",
                            call -> call.getTarget().getRawParameterTypes().size() > 2)));

    @ArchTest
    static final ArchRule handler_always_doesWithoutCdk = noClasses()
            .that()
            .resideInAnyPackage(HANDLER, CONTRACT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon.awscdk..", "software.amazon.jsii..", "software.constructs..");

    @ArchTest
    static final ArchRule core_always_dependsOnJavaAndTheContractOnly = classes()
            .that()
            .resideInAPackage("io.github.cdkrouteserver.handler.core..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", CONTRACT, "io.github.cdkrouteserver.handler.core..");

    @ArchTest
    static final ArchRule sdk_always_isKnownToTheEc2AdapterAndTheEntryOnly = noClasses()
            .that()
            .resideInAnyPackage("io.github.cdkrouteserver.handler.core..", "io.github.cdkrouteserver.handler.cfn..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk..");

    @ArchTest
    static final ArchRule publicMethods_ofThePublicPackage_returnNothingInternal = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAPackage("io.github.cdkrouteserver")
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .should()
            .haveRawReturnType(not(resideInAnyPackage("io.github.cdkrouteserver.internal..")));

    @ArchTest
    static final ArchRule internal_always_knowsNothingOfThePublicPackage = noClasses()
            .that()
            .resideInAPackage("io.github.cdkrouteserver.internal..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(RouteServer.class.getPackageName());

    @ArchTest
    static final ArchRule examples_always_useThePublicPackageOnly = noClasses()
            .that()
            .resideInAPackage("io.github.cdkrouteserver.examples..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.github.cdkrouteserver.internal..", HANDLER, CONTRACT);
}
