package org.multiengine.core.namespace.groovy.classes;

import static org.assertj.core.api.Assertions.assertThat;

import groovy.lang.ExpandoMetaClass;
import groovy.lang.GroovySystem;
import groovy.lang.MetaClass;
import groovy.lang.MetaMethod;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MetaClassesTest {

  private final Compiler compiler = new Compiler();

  @Test
  void prepare_newScript_knowsWhatGroovyWouldKnow() throws Exception {
    String text = "import groovy.transform.Field\n@Field int n = 3\ndef f(x) { x }\nn";
    MetaClass prepared = MetaClasses.prepare(script(text));
    Class<?> other = script(text);
    MetaClass usual = GroovySystem.getMetaClassRegistry().getMetaClass(other);

    assertThat(prepared).hasSameClassAs(usual);
    assertThat(methods(prepared)).isEqualTo(methods(usual)).contains("f$fn", "run", "println");
    assertThat(prepared.getProperties()).hasSameSizeAs(usual.getProperties());
  }

  @Test
  void prepare_again_isTheSame() throws Exception {
    Class<?> script = script("a = 1");
    MetaClass first = MetaClasses.prepare(script);

    assertThat(MetaClasses.prepare(script)).isSameAs(first);
    assertThat(GroovySystem.getMetaClassRegistry().getMetaClass(script)).isSameAs(first);
  }

  @Test
  void prepare_applicationHasGroovyMakeOthers_makesThose() throws Exception {
    ExpandoMetaClass.enableGlobally();
    try {
      assertThat(MetaClasses.prepare(script("a = 1"))).isInstanceOf(ExpandoMetaClass.class);
    } finally {
      ExpandoMetaClass.disableGlobally();
    }
  }

  @Test
  void prepare_anyScript_leavesTheContextLoader() throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();

    MetaClass unused = MetaClasses.prepare(script("a = 1"));

    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
  }

  private static List<String> methods(MetaClass metaClass) {
    return metaClass.getMethods().stream().map(MetaMethod::getName).sorted().toList();
  }

  private Class<?> script(String text) throws Exception {
    CompiledText compiled =
        compiler.compile(text, Environment.EMPTY, MetaClassesTest.class.getClassLoader());
    return DeclaredClasses.load(compiled.sharedLoader(), compiled.scriptClass());
  }
}
