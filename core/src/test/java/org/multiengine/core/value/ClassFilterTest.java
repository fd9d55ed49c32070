package org.multiengine.core.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.core.error.SerializationError;

final class ClassFilterTest {

  private final ClassFilter standard = ClassFilter.standard();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.Integer",
        "[I",
        "[[Ljava.lang.String;",
        "java.util.HashMap$KeySet",
        "java.util.concurrent.atomic.AtomicLong",
        "java.io.IOException",
        "java.lang.OutOfMemoryError",
        "java.sql.SQLException",
        "groovy.lang.Tuple3",
        "groovy.lang.MissingPropertyException",
        "org.multiengine.core.CommandRecord",
        "org.multiengine.core.error.QueueCleared",
        "org.multiengine.core.function.RemoteFunction",
        "org.multiengine.core.identity.EngineId"
      })
  void standard_valueOrException_isAllowed(String name) {
    assertThat(standard.allows(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.acme.Job",
        "[Lcom.acme.Job;",
        "java.lang.ProcessBuilder",
        "java.lang.Thread",
        "java.net.URL",
        "java.util.logging.FileHandler",
        "java.util.ServiceLoader",
        "groovy.lang.Closure",
        "groovy.lang.TupleX",
        "org.codehaus.groovy.runtime.MethodClosure",
        "org.multiengine.core.value.ValueCodec"
      })
  void standard_otherClass_isRefused(String name) {
    assertThat(standard.allows(name)).isFalse();
  }

  @Test
  void allow_packageOrClass_widensTheCopyOnly() {
    var wider = standard.allow("com.acme.").allow(ClassFilterTest.class).allow("org.other.Thing");

    assertThat(wider.allows("com.acme.deep.Job$Part")).isTrue();
    assertThat(wider.allows("com.acmeister.Job")).isFalse();
    assertThat(wider.allows(ClassFilterTest.class.getName() + "$Nested")).isTrue();
    assertThat(wider.allows("[Lorg.other.Thing;")).isTrue();
    assertThat(wider.allows("org.other.Things")).isFalse();
    assertThat(standard.allows("com.acme.Job")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "."})
  void allow_everything_isRefused(String name) {
    assertThatThrownBy(() -> standard.allow(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void trusting_anyClassButDangerousOnes_isAllowed() {
    var trusting = ClassFilter.trusting();

    assertThat(trusting.allows("com.acme.Job")).isTrue();
    assertThat(trusting.allow("bsh.").allows("bsh.Interpreter")).isFalse();
    assertThat(trusting.allows("org.apache.commons.collections4.functors.InvokerTransformer"))
        .isFalse();
  }

  @Test
  void check_refusedClass_tellsTheRemedy() {
    assertThatThrownBy(() -> standard.check("[Lcom.acme.Job;"))
        .isInstanceOf(SerializationError.class)
        .hasMessageContaining("refused to decode com.acme.Job")
        .hasMessageContaining("ClassFilter.allow(\"com.acme.Job\")")
        .hasMessageContaining("allow(\"com.acme.\")");
  }

  @Test
  void check_classOfAScript_saysWhatToDo() {
    assertThatExceptionOfType(SerializationError.class)
        .isThrownBy(() -> ClassFilter.standard().check("Point"))
        .withMessageContaining("refused to decode Point")
        .withMessageContaining("pull the contents of the value")
        .withMessageContaining("allowClasses(\"Point\")");
  }

  @Test
  void check_closureOfAScript_namesPullFunction() {
    assertThatExceptionOfType(SerializationError.class)
        .isThrownBy(() -> ClassFilter.standard().check("Script_1a_2$_run_closure1"))
        .withMessageContaining("pullFunction");
  }
}
