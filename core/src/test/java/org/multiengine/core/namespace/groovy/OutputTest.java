package org.multiengine.core.namespace.groovy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.multiengine.core.namespace.ScriptError;
import org.multiengine.core.namespace.StandardStreams;

final class OutputTest {

  private final Session session = new Session();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @AfterEach
  void detach() {
    StandardStreams.attach(null);
    session.close();
  }

  @Test
  void print_allForms_goToStandardOutput() throws ScriptError {
    StandardStreams.attach(new Recorder(out, new ByteArrayOutputStream()));

    session.run("print 1; println 'a'; println(); printf('%d-%s', 1, 'b'); printf '%d', [5]");
    session.run("def f() { println([a: 1]) }\nf(); [2].each { print it }");
    session.run("class A { def m() { println 'm' } }\nnew A().m()");

    assertThat(text()).isEqualTo("1a\n\n1-b5[a:1]\n2m\n");
  }

  @Test
  void println_variableNamedOut_isNotInTheWay() throws ScriptError {
    StandardStreams.attach(new Recorder(out, new ByteArrayOutputStream()));

    session.run("out = [1]; println 2; [3].each { println it }; print(4)");

    assertThat(text()).isEqualTo("2\n3\n4");
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }

  private record Recorder(ByteArrayOutputStream first, ByteArrayOutputStream second)
      implements StandardStreams.Sink {

    @Override
    public void out(byte[] bytes, int offset, int length) {
      first.write(bytes, offset, length);
    }

    @Override
    public void err(byte[] bytes, int offset, int length) {
      second.write(bytes, offset, length);
    }
  }
}
