package org.multiengine.magics.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.StringReader;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.multiengine.core.namespace.Language;
import org.multiengine.core.namespace.Languages;
import org.multiengine.magics.Magics;
import org.multiengine.magics.PxSettings;
import org.multiengine.magics.console.input.InputGrammar;
import org.multiengine.magics.console.screen.FakeScreen;

/** What Ctrl-C does while an input is carried out. */
final class ConsoleSessionTest extends ClusterOfConsole {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Language language = Languages.named("groovy");
  private final ConsoleSettings settings = SettingsOfTests.with();
  private final FakeScreen screen = new FakeScreen();
  private final PxSettings px = new PxSettings(4);
  private final LocalNames names = new LocalNames(language.createNamespace(), settings);
  private final Magics magics = Magics.load();
  private final InputGrammar grammar = new InputGrammar(magics, names::isDefined, language);
  private final Waiting waiting = new Waiting(screen, px, settings);
  private final Clients clients = new Clients(file -> cluster().connect(), waiting, px, names);
  private final ConsoleShell shell =
      new ConsoleShell(
          new ShellParts(
              screen,
              new PipedSource(new BufferedReader(new StringReader("")), grammar::isComplete),
              names,
              clients,
              magics,
              px,
              waiting,
              settings));
  private final ConsoleSession session =
      new ConsoleSession(shell, magics, grammar, language, new Documentation(names));

  @BeforeEach
  void giveClient() {
    names.give("mec", clients.connect(null));
  }

  @AfterEach
  void closeAll() {
    clients.close();
    names.close();
  }

  @Test
  void ctrlC_inputRuns_interruptsItAndNotTheNext() {
    shell.begin("%magic");
    screen.interrupt();
    assertThat(Thread.currentThread().isInterrupted()).isTrue();

    shell.end();

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    screen.interrupt();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void run_interruptedByNobodysWait_saysSo() throws Exception {
    var well = new CompletableFuture<Boolean>();
    var thread = new Thread(() -> well.complete(session.run("%px -t 0 while (true) {}")));
    thread.start();
    await().atMost(LIMIT).until(() -> client.engines(0).queueStatus().get(0).pending() != null);

    thread.interrupt();

    assertThat(well.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isFalse();
    assertThat(screen.text()).endsWith("Interrupted\n");
    Objects.requireNonNull(shell.lastCall()).cancel();
  }

  @Test
  void run_errorShownByAMagic_isNotWell() {
    assertThat(session.run("%px -t 0 1 / 0")).isFalse();
    assertThat(session.run("%px -t 0 a = 1")).isTrue();
  }
}
