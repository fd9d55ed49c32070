package org.multiengine.magics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.core.error.KernelError;
import picocli.CommandLine.Command;

final class MagicsTest {

  private static final String BUILT_IN = "org.multiengine.magics.builtin.engines.WhoMagic";

  private final Path folder;

  MagicsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** A user's magic. */
  @Command(name = "good")
  public static class Good implements Magic {
    @Override
    public void run(Shell shell, Input input) {}
  }

  /** One whose name another magic has. */
  @Command(name = "who", aliases = "whom")
  public static final class Taken extends Good {}

  /** One that does not say what it is. */
  public static final class Nameless implements Magic {
    @Override
    public void run(Shell shell, Input input) {}
  }

  /** One that is annotated without a name. */
  @Command
  public static final class Unnamed implements Magic {
    @Override
    public void run(Shell shell, Input input) {}
  }

  /** One that cannot be made. */
  @Command(name = "broken")
  public static final class Broken implements Magic {

    /** Fails. */
    public Broken() {
      throw new IllegalStateException("no licence");
    }

    @Override
    public void run(Shell shell, Input input) {}
  }

  /** One that cannot say whether it takes code. */
  @Command(name = "undecided")
  public static final class Undecided extends Good {
    @Override
    public boolean takesCode() {
      throw new UnsupportedOperationException("not decided yet");
    }
  }

  @Test
  void load_builtIn_hasNoProblems() {
    Magics magics = Magics.load();

    assertThat(magics.problems()).isEmpty();
    assertThat(magics.types()).containsKeys("px", "autopx", "who", "exit", "quit");
    assertThat(magics.takingCode()).contains("px", "timeit").doesNotContain("who");
  }

  @Test
  void load_usersMagic_isThere() throws Exception {
    Magics magics = load(Good.class.getName());

    assertThat(magics.types()).containsEntry("good", Good.class).containsKey("px");
    assertThat(magics.problems()).isEmpty();
  }

  @Test
  void load_nameIsTaken_isToldAndOtherNamesStay() throws Exception {
    Magics magics = load(BUILT_IN, Taken.class.getName());

    assertThat(magics.problems())
        .containsExactly(
            "%who of "
                + Taken.class.getName()
                + " not loaded: name taken by org.multiengine.magics.builtin.engines.WhoMagic");
    assertThat(magics.types()).containsEntry("whom", Taken.class);
  }

  @Test
  void load_classIsNotThere_isToldAndOthersStay() throws Exception {
    Magics magics = load("com.example.Gone", Good.class.getName());

    assertThat(magics.problems()).singleElement().asString().contains("com.example.Gone");
    assertThat(magics.types()).containsKeys("good", "px", "who");
  }

  @Test
  void load_linesThatAreNoNames_areToldAndOthersStay() throws Exception {
    Magics magics = load("this is no class");

    assertThat(magics.problems()).singleElement().asString().contains("magic not loaded: ");
    assertThat(magics.types()).containsKeys("px", "who");
  }

  @Test
  void load_constructorThrows_isToldAndOthersStay() throws Exception {
    Magics magics = load(Broken.class.getName(), Good.class.getName());

    assertThat(magics.problems()).singleElement().asString().contains(Broken.class.getName());
    assertThat(magics.types()).containsKeys("good", "px").doesNotContainKey("broken");
  }

  @Test
  void load_magicThrowsWhenAsked_isToldAndOthersStay() throws Exception {
    Magics magics = load(Undecided.class.getName(), Good.class.getName());

    assertThat(magics.problems())
        .containsExactly("magic not loaded: " + Undecided.class.getName() + ": not decided yet");
    assertThat(magics.types()).containsKeys("good", "px").doesNotContainKey("undecided");
  }

  @Test
  void load_noName_isTold() throws Exception {
    Magics magics = load(Nameless.class.getName(), Unnamed.class.getName());

    assertThat(magics.problems())
        .containsExactly(
            "magic not loaded: " + Nameless.class.getName() + " has no @Command",
            "magic not loaded: "
                + Unnamed.class.getName()
                + " has the name <main class>; names consist of letters, digits and underscores");
  }

  @Test
  void create_unknownName_suggests() {
    Magics magics = Magics.load();

    assertThatThrownBy(() -> magics.create("hstory"))
        .isInstanceOf(KernelError.class)
        .hasMessage("there is no magic %hstory; did you mean history? (%lsmagic lists all magics)");
  }

  @Test
  void code_options_areLeftOut() {
    Magics magics = Magics.load();

    assertThat(magics.code("px", "-t 0 -o x if (a)")).isEqualTo("if (a)");
    assertThat(magics.code("px", "-o 'x")).isEmpty();
    assertThat(magics.code("who", "a*")).isEmpty();
    assertThat(magics.code("nosuch", "a")).isEmpty();
  }

  @Test
  void code_lineAndBlock_areJoined() {
    assertThat(new Magic.Input("a = 1", "b = 2", true).code()).isEqualTo("a = 1\nb = 2");
    assertThat(new Magic.Input("", "b = 2", true).code()).isEqualTo("b = 2");
    assertThat(new Magic.Input("a = 1", "", false).code()).isEqualTo("a = 1");
  }

  static Stream<String> all() {
    return Magics.load().types().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("all")
  void usage_everyMagic_hasAnExample(String name) {
    String usage = Magics.load().usage(name, false, 80);

    assertThat(usage).startsWith("Usage: %").contains("Example:\n  %").doesNotContain("\u001b");
  }

  @Test
  void usage_ofPx_hasItsOptionsInTheirDeclaredOrder() {
    assertThat(Magics.load().usage("px", false, 80)).containsSubsequence("--verbose", "--quiet");
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 120})
  void usage_ofPx_fitsTheColumns(int columns) {
    assertThat(Magics.load().usage("px", false, columns).lines())
        .allMatch(line -> line.length() <= columns);
  }

  @Test
  void usage_columnsTooFew_isStillShown() {
    assertThat(Magics.load().usage("px", false, 10)).contains("--targets");
  }

  private Magics load(String... services) throws Exception {
    Path file = folder.resolve("META-INF/services/" + Magic.class.getName());
    Files.createDirectories(file.getParent());
    Files.write(file, List.of(services));
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (var loader = new Preferred(folder.toUri().toURL(), before)) {
      thread.setContextClassLoader(loader);
      return Magics.load();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** The test's own list comes first, as a user's jar may. */
  private static final class Preferred extends URLClassLoader {

    Preferred(URL url, ClassLoader parent) {
      super(new URL[] {url}, parent);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      List<URL> urls = new ArrayList<>(Collections.list(findResources(name)));
      urls.addAll(Collections.list(getParent().getResources(name)));
      return Collections.enumeration(urls);
    }
  }
}
