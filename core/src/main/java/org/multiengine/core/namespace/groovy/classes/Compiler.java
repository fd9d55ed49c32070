package org.multiengine.core.namespace.groovy.classes;

import groovy.transform.ThreadInterrupt;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.codehaus.groovy.GroovyBugError;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.Phases;
import org.codehaus.groovy.control.customizers.ASTTransformationCustomizer;
import org.codehaus.groovy.control.messages.Message;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;
import org.codehaus.groovy.tools.GroovyClass;
import org.multiengine.core.namespace.groovy.script.EngineScript;
import org.multiengine.core.namespace.groovy.script.SourceText;

/**
 * Compiles texts to class files. Adds what an engine needs: checks for an interrupt in each loop,
 * method and closure, and {@link CallGuard}. Safe for use by several threads.
 */
final class Compiler {

  /** The package of the library without which {@code @Grab} does not work. */
  private static final String IVY = "org/apache/ivy";

  private static final int MAX_ABSENT_NAMES = 10_000;

  private final AtomicLong lastNumber = new AtomicLong();
  private final AbsentNames absent = new AbsentNames(MAX_ABSENT_NAMES);

  /**
   * Compiles a text.
   *
   * @param text the text
   * @param environment the declarations of earlier texts
   * @param declared the loader of the classes of that environment
   * @throws SyntaxProblem if the text does not compile
   */
  CompiledText compile(String text, Environment environment, ClassLoader declared)
      throws SyntaxProblem {
    CompilationUnit unit = unit(declared);
    unit.setClassNodeResolver(new ClassLookup(environment, absent));
    TextUnit source = source(text, environment, unit);
    compile(unit, Phases.CLASS_GENERATION);
    return result(source, unit, environment);
  }

  /**
   * Parses a text without resolving its names, because these depend on the namespace, and returns
   * its declarations.
   *
   * @throws SyntaxProblem if the text cannot be parsed
   */
  TextOutline parse(String text) throws SyntaxProblem {
    CompilationUnit unit = unit(Compiler.class.getClassLoader());
    TextUnit source = source(text, Environment.EMPTY, unit);
    compile(unit, Phases.CONVERSION);
    return source.outline();
  }

  private static CompilationUnit unit(ClassLoader declared) {
    CompilerConfiguration configuration = configuration();
    return new CompilationUnit(configuration, null, new CompilerLoader(declared, configuration));
  }

  private TextUnit source(String text, Environment environment, CompilationUnit unit) {
    String file = SourceText.fileOf(SourceText.OWN_PREFIX + lastNumber.incrementAndGet());
    var source = new TextUnit(file, text, environment, unit);
    unit.addSource(source);
    return source;
  }

  /** Returns the configuration with which texts are compiled, also those that scripts evaluate. */
  static CompilerConfiguration configuration() {
    var configuration = new CompilerConfiguration();
    configuration.setScriptBaseClass(EngineScript.class.getName());
    configuration.addCompilationCustomizers(
        new ASTTransformationCustomizer(ThreadInterrupt.class), new CallGuard());
    return configuration;
  }

  private static void compile(CompilationUnit unit, int phase) throws SyntaxProblem {
    try {
      unit.compile(phase);
    } catch (MultipleCompilationErrorsException e) {
      throw problem(e);
    } catch (CompilationFailedException | GroovyBugError e) {
      throw new SyntaxProblem(String.valueOf(e.getMessage()), 0, e);
    } catch (LinkageError e) {
      // The transformation of an annotation such as @Grab needs a library that is missing.
      String text =
          String.valueOf(e.getMessage()).contains(IVY)
              ? "@Grab does not work here; add the library with %jar FILE or"
                  + " mec.addLibraries(FILE), or start the engines with --classpath"
              : "the compiler needs a class that is missing: " + e;
      throw new SyntaxProblem(text, 0, e);
    }
  }

  private static CompiledText result(
      TextUnit source, CompilationUnit unit, Environment environment) {
    Map<String, byte[]> classes = new HashMap<>();
    for (GroovyClass compiled : unit.getClasses()) {
      classes.put(compiled.getName(), compiled.getBytes());
    }
    String scriptClass = source.getAST().getScriptClassDummy().getName();
    boolean shareable =
        environment.classes().isEmpty()
            && source.getAST().getClasses().stream().noneMatch(Compiler::hasStaticState);
    return new CompiledText(scriptClass, classes, source.outline(), shareable);
  }

  private static boolean hasStaticState(ClassNode node) {
    return node.getFields().stream()
        .anyMatch(field -> Modifier.isStatic(field.getModifiers()) && !field.isSynthetic());
  }

  private static SyntaxProblem problem(MultipleCompilationErrorsException failure) {
    List<? extends Message> errors = failure.getErrorCollector().getErrors();
    Message first = errors.get(0);
    String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
    if (first instanceof SyntaxErrorMessage message) {
      SyntaxException cause = message.getCause();
      return new SyntaxProblem(cause.getMessage() + more, cause.getStartLine(), cause);
    }
    return new SyntaxProblem(failure.getMessage() + more, 0, failure);
  }
}
