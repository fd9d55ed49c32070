package org.multiengine.test.structure;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/** Tests which modules and packages may use which. */
@AnalyzeClasses(packages = "org.multiengine", importOptions = DoNotIncludeTests.class)
final class LayeringTest {

  private static final String OURS = "org.multiengine..";
  private static final String CORE = "org.multiengine.core..";
  private static final String ACTORS = "org.multiengine.actors..";
  private static final String CLIENT = "org.multiengine.client..";
  private static final String MAGICS = "org.multiengine.magics..";
  private static final String BENCHMARKS = "org.multiengine.bench..";
  private static final String SAMPLES = "org.multiengine.samples..";

  private static final String FROM_SCALA = "org.multiengine.samples.fromscala..";

  /** The sample that is an Akka application. */
  private static final String EMBEDDING = "org.multiengine.samples.shop..";

  /** The internal packages of actors that module client may use: it runs hosts and processes. */
  private static final String[] ACTORS_INTERNALS_FOR_CLIENT = {
    "org.multiengine.actors.internal.admin..",
    "org.multiengine.actors.internal.door..",
    "org.multiengine.actors.internal.language..",
    "org.multiengine.actors.internal.membership..",
    "org.multiengine.actors.internal.metrics..",
    "org.multiengine.actors.internal.process..",
    "org.multiengine.actors.internal.registrar..",
    "org.multiengine.actors.internal.security..",
  };

  @ArchTest static final ArchRule core = mayImport(CORE);
  @ArchTest static final ArchRule actors = mayImport(ACTORS, CORE);
  @ArchTest static final ArchRule client = mayImport(CLIENT, CORE, ACTORS);
  @ArchTest static final ArchRule magics = mayImport(MAGICS, CORE, CLIENT);

  @ArchTest
  static final ArchRule samples =
      classes()
          .that(resideInAPackage(SAMPLES).and(resideOutsideOfPackage(EMBEDDING)))
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(SAMPLES, CORE, CLIENT, MAGICS).or(resideOutsideOfPackage(OURS)));

  @ArchTest static final ArchRule embedding = mayImport(EMBEDDING, SAMPLES, CORE, CLIENT, ACTORS);

  @ArchTest
  static final ArchRule everyClassIsInAModule =
      classes().should().resideInAnyPackage(CORE, ACTORS, CLIENT, MAGICS, SAMPLES, BENCHMARKS);

  @ArchTest
  static final ArchRule akkaStaysInside =
      onlyIn(new String[] {"akka..", "scala.."}, ACTORS, CLIENT, EMBEDDING, FROM_SCALA);

  @ArchTest
  static final ArchRule settingsAreReadWhereTheyAreUsed =
      onlyIn(
          new String[] {"com.typesafe.config.."},
          ACTORS,
          CLIENT,
          "org.multiengine.magics.command..",
          "org.multiengine.magics.console..",
          EMBEDDING);

  /** Tuples of Python are Groovy's tuples. */
  @ArchTest
  static final ArchRule groovyStaysInItsNamespace =
      onlyIn(
          new String[] {"groovy..", "org.codehaus.groovy..", "org.apache.groovy.."},
          "org.multiengine.core.namespace.groovy..",
          "org.multiengine.core.namespace.python.pickle..",
          "org.multiengine.magics.script..");

  @ArchTest
  static final ArchRule foryStaysInTheCodec =
      onlyIn(new String[] {"org.apache.fory.."}, "org.multiengine.core.value..");

  /** No package of any module depends on itself by way of others. */
  @ArchTest
  static final ArchRule cycles =
      slices().matching("org.multiengine.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule linksKnowNoUser =
      mayImport(
          "org.multiengine.actors.internal.link..",
          CORE,
          "org.multiengine.actors.internal.metrics");

  /** The façade starts everything else, so nothing but the main class of a process uses it. */
  @ArchTest
  static final ArchRule facadeIsOnTop =
      noClasses()
          .that(
              resideInAPackage(ACTORS)
                  .and(
                      not(
                          resideInAnyPackage(
                              "org.multiengine.actors",
                              "org.multiengine.actors.internal.process"))))
          .should()
          .dependOnClassesThat(resideInAPackage("org.multiengine.actors"));

  @ArchTest static final ArchRule internalsOfCore = internalsStayIn("org.multiengine.core");
  @ArchTest static final ArchRule internalsOfClient = internalsStayIn("org.multiengine.client");
  @ArchTest static final ArchRule internalsOfMagics = internalsStayIn("org.multiengine.magics");

  @ArchTest
  static final ArchRule internalsOfActors =
      internalsStayIn("org.multiengine.actors", "org.multiengine.client");

  @ArchTest
  static final ArchRule internalsOfActorsInClient =
      noClasses()
          .that(resideInAPackage(CLIENT))
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.multiengine.actors.internal..")
                  .and(not(resideInAnyPackage(ACTORS_INTERNALS_FOR_CLIENT))));

  /** A user compiles without an Akka import, except to attach to a system of his own. */
  @ArchTest
  static final ArchRule akkaStaysOutOfSignatures =
      methods()
          .that()
          .areDeclaredInClassesThat(
              resideInAnyPackage(CLIENT, MAGICS).and(resideOutsideOfPackage("..internal..")))
          .and()
          .areDeclaredInClassesThat(publicClasses())
          .and()
          .arePublic()
          .should(speakOfNoAkkaExceptIn("attach"));

  /** The first package may import itself, the others, and what is not ours. */
  private static ArchRule mayImport(String... packages) {
    return classes()
        .that(resideInAPackage(packages[0]))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(packages).or(resideOutsideOfPackage(OURS)));
  }

  /** Only the first of those modules, and the others named, may use the first one's internals. */
  private static ArchRule internalsStayIn(String... modules) {
    String[] users = Stream.of(modules).map(module -> module + "..").toArray(String[]::new);
    return noClasses()
        .that(not(resideInAnyPackage(users)))
        .should()
        .dependOnClassesThat(resideInAPackage(modules[0] + ".internal.."));
  }

  private static ArchRule onlyIn(String[] libraries, String... packages) {
    return noClasses()
        .that(not(resideInAnyPackage(packages)))
        .should()
        .dependOnClassesThat(resideInAnyPackage(libraries));
  }

  private static DescribedPredicate<JavaClass> publicClasses() {
    return DescribedPredicate.describe("are public", LayeringTest::isPublic);
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC);
  }

  private static ArchCondition<JavaMethod> speakOfNoAkkaExceptIn(String exception) {
    return new ArchCondition<>("speak of no Akka type, except in " + exception) {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean akka =
            Stream.concat(
                    Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                .anyMatch(type -> type.getPackageName().startsWith("akka"));
        if (akka && !method.getName().equals(exception)) {
          events.add(SimpleConditionEvent.violated(method, method.getFullName()));
        }
      }
    };
  }
}
