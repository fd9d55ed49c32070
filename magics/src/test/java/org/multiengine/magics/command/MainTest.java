package org.multiengine.magics.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.client.internal.connection.ConnectionData;
import org.multiengine.client.internal.machine.ProcessIdentity;

final class MainTest {

  private final Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  MainTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  @Test
  void command_unknown_suggestsNearOnes() {
    assertThat(run("exce")).isEqualTo(2);

    assertThat(err.toString())
        .isEqualTo(
            "multiengine: Unknown command: 'exce'\nDid you mean exec?\nSee: multiengine --help\n");
  }

  @Test
  void usage_wrong_isAnsweredInThreeLines() {
    assertThat(run("strat", "-n", "2")).isEqualTo(2);
    assertThat(err.toString()).contains("Unknown command: 'strat'\nDid you mean start");
    assertThat(run("start", "--deamon")).isEqualTo(2);
    assertThat(err.toString()).contains("Unknown option: '--deamon'\nDid you mean --daemon?\n");
    assertThat(run("start", "-n", "two")).isEqualTo(2);

    assertThat(err.toString())
        .endsWith(
            """
            multiengine: Invalid value for option '--engines': 'two' is neither a number nor numbers by language, as in python:4,groovy:2
            See: multiengine start --help
            """);
  }

  @Test
  void statusWatch_wrongInterval_isAWrongCommandLine() {
    assertThat(run("status", "--watch", "0")).isEqualTo(2);
    assertThat(run("status", "--watch", "--json")).isEqualTo(2);

    assertThat(err.toString()).contains("--watch takes 1 second or more, and no --json");
  }

  @Test
  void option_unknown_isNamedAndNothingRuns() {
    assertThat(run("status", "--jsn")).isEqualTo(2);

    assertThat(err.toString()).contains("Unknown option: '--jsn'").contains("--json");
  }

  @Test
  void command_missing_showsTheCommands() {
    assertThat(run()).isEqualTo(2);

    assertThat(err.toString()).contains("Missing command").contains("start").contains("exec");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "start",
        "keys",
        "stop",
        "status",
        "list",
        "console",
        "archive",
        "exec",
        "run",
        "engine",
        "logs",
        "tour",
        "completion"
      })
  void help_ofEachCommand_hasAnExample(String command) {
    assertThat(run(command, "--help")).isZero();

    assertThat(out.toString()).contains("Usage: multiengine " + command).contains("Example:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"add", "remove"})
  void help_ofEachCommandForEngines_hasAnExample(String command) {
    assertThat(run("engine", command, "--help")).isZero();

    assertThat(out.toString())
        .contains("Usage: multiengine engine " + command)
        .contains("Example:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "::1"})
  void bind_notOfThisMachine_isRefusedWithTheReason(String address) {
    assertThat(run("start", "--daemon", "--bind", address)).isEqualTo(2);

    assertThat(err.toString()).contains(address).containsAnyOf("of this machine", "--advertise");
  }

  @Test
  void insecure_notOnLoopback_isRefusedWithTheReason() {
    assertThat(run("start", "--daemon", "--insecure", "--bind", "0.0.0.0", "--advertise", "a.test"))
        .isEqualTo(2);

    assertThat(err.toString()).contains("binds to loopback only").contains("can run code");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--port=x",
        "--port=5-4",
        "--engine-ports=70000",
        "--door-port=x",
        "--seed-nodes=a"
      })
  void start_wrongAddresses_areAWrongCommandLine(String option) {
    assertThat(run("start", "--daemon", option)).isEqualTo(2);

    assertThat(err.toString()).containsAnyOf("port", "seed node");
  }

  @Test
  void keys_ofSeedNodes_namesTheFilesItHasWritten() {
    assertThat(run("keys", folder.resolve("k").toString(), "--seed-nodes", "a.test:1,b.test:2"))
        .isZero();

    assertThat(out.toString())
        .contains(folder.resolve("k/connection.json").toString())
        .contains(folder.resolve("k/client.json").toString());
    assertThat(folder.resolve("k/authority.pem")).exists();
  }

  private Path connectionFile(String name, ProcessIdentity host) {
    Path file = folder.resolve(name + ".json");
    new ConnectionData(
            name,
            "akka://multiengine@127.0.0.1:1",
            List.of(),
            List.of("127.0.0.1:2"),
            host,
            1,
            Map.of(),
            Map.of(),
            null,
            Map.of())
        .write(file);
    return file;
  }

  /** Returns a process of another machine that shares all else with one of this machine. */
  private static ProcessIdentity far(Process process) {
    ProcessIdentity here = ProcessIdentity.of(process.toHandle());
    return new ProcessIdentity(
        "another", "far.test", here.boot(), here.namespace(), here.pid(), here.start());
  }

  @Test
  void stop_hostOfAnotherMachine_killsNoProcessAndKeepsTheFile() throws Exception {
    Process bystander = new ProcessBuilder("sleep", "600").start();
    Path file = connectionFile("shared", far(bystander));

    assertThat(run("stop", "--connect", file.toString())).isEqualTo(1);

    assertThat(err.toString())
        .contains("far.test")
        .contains("127.0.0.1:1")
        .contains("--everywhere")
        .contains(file.toString());
    assertThat(bystander.isAlive()).isTrue();
    assertThat(file).exists();
    bystander.destroyForcibly();
  }

  @Test
  void stop_laterProcessHasTheNumberOfTheHost_killsItNotAndRemovesTheFile() throws Exception {
    Process bystander = new ProcessBuilder("sleep", "600").start();
    ProcessIdentity now = ProcessIdentity.of(bystander.toHandle());
    var host =
        new ProcessIdentity(
            now.machine(), now.host(), now.boot(), now.namespace(), now.pid(), now.start() + "0");
    Path file = connectionFile("earlier", host);

    assertThat(run("stop", "--connect", file.toString())).isZero();

    assertThat(out.toString()).contains("had already ended");
    assertThat(bystander.isAlive()).isTrue();
    assertThat(file).doesNotExist();
    bystander.destroyForcibly();
  }

  @Test
  void stop_fileOfAnEarlierVersion_saysWhatToDoAndKeepsTheFile() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("old.json"),
            "{\"name\": \"old\", \"address\": \"akka://multiengine@127.0.0.1:1\", \"pid\": 1}");

    assertThat(run("stop", "--connect", file.toString())).isEqualTo(1);

    assertThat(err.toString()).contains("earlier version").contains("remove the file");
    assertThat(file).exists();
  }

  @Test
  void join_missingFile_namesIt() {
    assertThat(run("start", "--daemon", "--join", "nowhere.json")).isEqualTo(1);

    assertThat(err.toString()).contains("there is no connection file nowhere.json");
  }

  @Test
  void engineAdd_none_isAWrongCommandLine() {
    assertThat(run("engine", "add", "-n", "0")).isEqualTo(2);

    assertThat(err.toString()).contains("at least one engine");
  }

  @Test
  void tour_textMissing_isAWrongCommandLine() {
    assertThat(run("tour", folder.resolve("none.txt").toString())).isEqualTo(2);

    assertThat(err.toString()).contains("cannot read").contains("none.txt");
  }

  @Test
  void completion_ofZsh_makesZshTakeTheScript() {
    assertThat(run("completion", "zsh")).isZero();

    assertThat(out.toString()).contains("~/.zshrc", "autoload -U +X bashcompinit", "complete -F");
  }

  @Test
  void completion_ofAnotherShell_namesThoseThatAreKnown() {
    assertThat(run("completion", "fish")).isEqualTo(2);

    assertThat(err.toString()).contains("fish").contains("bash").contains("zsh");
  }

  @Test
  void completion_sourcedByBash_completesCommandsAndNamesOfClusters() throws Exception {
    run("completion", "bash");
    Files.createDirectories(folder.resolve("clusters/experiment"));
    Path script = Files.writeString(folder.resolve("completion.sh"), out.toString());

    assertThat(inBash("source " + script + "; complete -p multiengine"))
        .contains("-F _complete_multiengine", "multiengine");
    assertThat(completed(script, "multiengine", "st")).contains("start", "stop", "status");
    assertThat(completed(script, "multiengine", "stop", "--name", "ex"))
        .containsExactly("experiment");
  }

  private List<String> completed(Path script, String... words) throws Exception {
    String line = String.join(" ", words);
    return inBash(
            "source "
                + script
                + "; COMP_WORDS=("
                + line
                + "); COMP_CWORD="
                + (words.length - 1)
                + "; COMP_LINE='"
                + line
                + "'; _complete_multiengine; printf '%s\\n' \"${COMPREPLY[@]}\"")
        .lines()
        .toList();
  }

  private String inBash(String command) throws Exception {
    // Outside of a real completion bash says on standard error that there is none.
    ProcessBuilder bash = new ProcessBuilder("bash", "-c", command).redirectError(Redirect.DISCARD);
    bash.environment().put("MULTIENGINE_HOME", folder.toString());
    Process process = bash.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text;
  }

  @Test
  void completion_ofBash_knowsTheCommands() {
    assertThat(run("completion")).isZero();

    assertThat(out.toString()).contains("complete -F").contains("--engines-per-process");
  }

  @Test
  void connectionFile_missing_saysHowToStart() {
    assertThat(run("exec", "--connect", folder.resolve("none.json").toString(), "a = 5"))
        .isEqualTo(1);

    assertThat(err.toString())
        .contains("there is no connection file")
        .contains("multiengine start -n 4");
  }

  @Test
  void connectionFile_ofSomethingElse_isRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("wrong.json"), "{\"name\": \"x\"}");

    assertThat(run("status", "--connect", file.toString())).isEqualTo(1);

    assertThat(err.toString()).contains("is not a connection file");
  }

  @Test
  void connectionFile_unreadableAsJson_isRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("wrong.json"), "not json");

    assertThat(run("status", "--connect", file.toString())).isEqualTo(1);

    assertThat(err.toString()).contains("is not a connection file");
  }

  @Test
  void host_ended_isToldFromItsProcess() throws IOException, InterruptedException {
    Process ended = new ProcessBuilder("sleep", "600").start();
    Path file = connectionFile("old", ProcessIdentity.of(ended.toHandle()));
    ended.destroyForcibly().waitFor();

    assertThat(run("exec", "--connect", file.toString(), "a = 5")).isEqualTo(1);

    assertThat(err.toString()).contains("the cluster 'old' has ended");
  }

  @Test
  void targets_wrong_areRefusedBeforeAnythingIsConnected() {
    assertThat(run("exec", "--targets", "1,x", "a = 5")).isEqualTo(1);

    assertThat(err.toString()).contains("1,x");
  }

  @Test
  void name_ofForbiddenCharacters_isRefused() {
    assertThat(run("start", "--name", "../up")).isEqualTo(2);

    assertThat(err.toString()).contains("../up");
  }
}
