package org.multiengine.magics.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.multiengine.core.CompositeError;
import org.multiengine.core.namespace.Languages;
import org.multiengine.core.namespace.ScriptError;

final class LocalNamesTest {

  private final LocalNames names =
      new LocalNames(
          Languages.named("groovy").createNamespace(),
          SettingsOfTests.with("max-inputs = 3", "max-outputs = 2"));

  @AfterEach
  void close() {
    names.close();
  }

  @Test
  void outputs_atTheLimit_areAllKept() throws Exception {
    names.rememberOutput(1, "a");
    names.rememberOutput(4, "b");

    assertThat(value("Out.keySet().toList()")).hasToString("[1, 4]");
    assertThat(value("Out[4]")).isEqualTo("b");
  }

  @Test
  void outputs_overTheLimit_dropTheOldest() throws Exception {
    names.rememberOutput(1, "a");
    names.rememberOutput(2, "b");
    names.rememberOutput(3, "c");

    assertThat(value("Out.keySet().toList()")).hasToString("[2, 3]");
  }

  @Test
  void outputs_last_haveUnderscores() throws Exception {
    names.rememberOutput(1, "a");
    names.rememberOutput(2, "b");
    names.rememberOutput(3, "c");

    assertThat(value("[_, __, ___]")).hasToString("[c, b, a]");
  }

  @Test
  void outputs_ofScripts_cannotBeChanged() {
    names.rememberOutput(1, "a");

    assertThat(error("Out[1] = 2").errorName()).isEqualTo("UnsupportedOperationException");
    assertThat(error("In.clear()").errorName()).isEqualTo("UnsupportedOperationException");
  }

  @Test
  void inputs_atTheLimit_areAllKept() throws Exception {
    names.rememberInput(1, "x = 1");
    names.rememberInput(2, "y = 2");
    names.rememberInput(3, "z = 3");

    assertThat(value("In[1] + In[3]")).isEqualTo("x = 1z = 3");
    assertThat(names.inputs(3)).containsExactly("x = 1", "y = 2", "z = 3");
  }

  @Test
  void inputs_overTheLimit_keepTheirNumbers() {
    names.rememberInput(1, "x = 1");
    names.rememberInput(2, "y = 2");
    names.rememberInput(3, "z = 3");
    names.rememberInput(4, "w = 4");

    assertThat(names.inputs(4)).containsExactly("", "y = 2", "z = 3", "w = 4");
  }

  @Test
  void reset_names_areGoneButThoseGiven() throws Exception {
    names.give("client", "the module");
    names.rememberInput(1, "a = 1");
    names.rememberOutput(1, 1);
    names.put("a", 1);
    names.put("client", "hidden by a script");

    names.reset();

    assertThat(names.names()).containsExactlyInAnyOrder("In", "Out", "client");
    assertThat(value("client")).isEqualTo("the module");
    assertThat(value("In[1]")).isEqualTo("a = 1");
    assertThat(value("Out.size()")).isEqualTo(0);
  }

  @Test
  void reset_namesWithoutAPackage_areStillThere() throws Exception {
    names.prepare();
    assertThat(value("CompositeError")).isEqualTo(CompositeError.class);

    names.reset();

    assertThat(value("CompositeError")).isEqualTo(CompositeError.class);
  }

  @Test
  void get_unknownOrNull_isNull() {
    names.put("nothing", null);

    assertThat(names.get("unknown")).isNull();
    assertThat(names.get("nothing")).isNull();
    assertThat(names.isDefined("unknown")).isFalse();
    assertThat(names.isDefined("nothing")).isTrue();
  }

  private @Nullable Object value(String script) throws ScriptError {
    return names.evaluate(script, 1).value();
  }

  private ScriptError error(String script) {
    try {
      names.evaluate(script, 1);
      throw new AssertionError(script + " has not failed");
    } catch (ScriptError error) {
      return error;
    }
  }
}
