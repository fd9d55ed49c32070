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
          "org.multiengine.magics.console..",
          EMBEDDING);

  @ArchTest
  static final ArchRule groovyStaysInItsNamespace =
      onlyIn(
          new String[] {"groovy..", "org.codehaus.groovy..", "org.apache.groovy.."},
          "org.multiengine.core.namespace.groovy..",
          "org.multiengine.magics.script..");

  @ArchTest
  static final ArchRule foryStaysInTheCodec =
      onlyIn(new String[] {"org.apache.fory.."}, "org.multiengine.core.value..");

  @ArchTest
  static final ArchRule cycles =
      slices().matching("org.multiengine.(**)").should().beFreeOfCycles();

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
