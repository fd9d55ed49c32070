package org.multiengine.core.namespace.groovy.classes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.multiengine.core.namespace.ScriptError;
import org.multiengine.core.namespace.groovy.Session;

final class ClassLookupTest {

  /** Stands where the class path of an engine does, and tells what was searched there. */
  private static final class Searched extends ClassLoader {

    private final List<String> names = new CopyOnWriteArrayList<>();

    Searched() {
      super(ClassLookupTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      names.add(name);
      return super.loadClass(name, resolve);
    }

    @Override
    public @Nullable URL getResource(String name) {
      names.add(name);
      return super.getResource(name);
    }
  }

  private final Searched classPath = new Searched();
  private final Compiler compiler = new Compiler();

  @Test
  void compile_plainNames_searchesNothing() throws SyntaxProblem {
    compile("first = 5; second = first * 2");
    compile("def twice(x) { x + first }; third = twice(second)");

    assertThat(classPath.names).noneMatch(name -> name.matches(".*\\b(first|second|third).*"));
  }

  @Test
  void compile_unknownTypeAgain_searchesNoPackageOfJava() throws SyntaxProblem {
    compile("Unknown = 5");
    assertThat(classPath.names).contains("java.util.Unknown");
    classPath.names.clear();

    compile("x = Unknown");

    assertThat(classPath.names).noneMatch(name -> name.matches("(java|groovy)[./].*Unknown.*"));
    assertThat(classPath.names).contains("Unknown");
  }

  @Test
  void compile_classWithinTypeOfScripts_isFound() throws Exception {
    try (var session = new Session()) {
      assertThat(session.run("Map.Entry entry = [a: 1].entrySet().first(); entry.key"))
          .isEqualTo("a");
      assertThat(session.run("groovy.lang.Closure.DELEGATE_FIRST")).isEqualTo(1);
    }
  }

  @Test
  void evaluate_classDeclaredWhereNoneWas_isFound() throws ScriptError {
    try (var session = new Session()) {
      assertThat(session.failure("new LateOne()").errorMessage()).contains("LateOne");

      session.run("package groovy.util\nclass LateOne { int size = 3 }");

      assertThat(session.run("new groovy.util.LateOne().size")).isEqualTo(3);
    }
  }

  private void compile(String text) throws SyntaxProblem {
    compiler.compile(text, Environment.EMPTY, classPath);
  }
}
