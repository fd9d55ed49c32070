package org.multiengine.magics.command;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.command.jupyter.JupyterCommand;
import org.multiengine.magics.command.jupyter.KernelCommand;
import org.multiengine.magics.command.process.Logging;
import org.multiengine.magics.command.process.Version;
import org.multiengine.magics.command.service.Caller;
import org.multiengine.magics.command.terminal.WrongUsage;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The program {@code multiengine}.
 *
 * <p>The exit status is 0 on success, 1 if code failed on engines or a cluster could not be used,
 * and 2 if the command line was wrong.
 */
@Command(
    name = "multiengine",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Interactive parallel computing: starts engines and runs code on them.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      Start.class,
      Keys.class,
      Stop.class,
      Status.class,
      Health.class,
      ListClusters.class,
      ConsoleCommand.class,
      JupyterCommand.class,
      KernelCommand.class,
      Archive.class,
      Exec.class,
      RunFile.class,
      Engines.class,
      Logs.class,
      TourCommand.class,
      Completion.class
    },
    footer = {
      "",
      "Example:",
      "  multiengine start -n 4 --daemon",
      "  multiengine exec 'println id * id'",
      "  multiengine stop"
    })
public final class Main implements Runnable {

  static {
    // Otherwise picocli starts Groovy, which takes longer than all the rest of a help page.
    System.setProperty("picocli.disable.closures", "true");
  }

  private final Caller caller;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Creates the program for this process. */
  public Main() {
    this(Caller.THIS_PROCESS);
  }

  private Main(Caller caller) {
    this.caller = caller;
  }

  /** Runs the program and ends this JVM with its exit status. */
  public static void main(String[] args) {
    Logging.configure();
    System.exit(run(writer(System.out), writer(System.err), args));
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(stream, true, Charset.defaultCharset());
  }

  /** Runs the program and returns its exit status. */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    return commandLine().setOut(out).setErr(err).execute(args);
  }

  /** Returns the command of this process. */
  static CommandLine commandLine() {
    return commandLine(Caller.THIS_PROCESS);
  }

  /**
   * Returns the command for a process. Its help pages are as wide as the terminal, or 80 columns
   * without one.
   */
  static CommandLine commandLine(Caller caller) {
    CommandLine command = new CommandLine(new Main(caller));
    setHeadings(command);
    return command
        .setUsageHelpAutoWidth(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(new WrongUsage())
        .setExecutionExceptionHandler(Main::explain);
  }

  /** Returns the process for which a command or subcommand runs. */
  static Caller callerOf(CommandSpec command) {
    return command.root().userObject() instanceof Main main ? main.caller : Caller.THIS_PROCESS;
  }

  /** Separates the parts of the help pages of a command and its subcommands by headings. */
  private static void setHeadings(CommandLine command) {
    command
        .getCommandSpec()
        .usageMessage()
        .descriptionHeading("%n")
        .parameterListHeading("%nArguments:%n")
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nCommands:%n");
    command.getSubcommands().values().forEach(Main::setHeadings);
  }

  /** Prints an error of a cluster or engine as a message to the user, without a stack trace. */
  private static int explain(
      Exception error, CommandLine commandLine, CommandLine.ParseResult unused) throws Exception {
    if (error instanceof KernelError
        || error instanceof IllegalArgumentException
        || error instanceof UncheckedIOException) {
      commandLine.getErr().println("multiengine: " + error.getMessage());
      return error instanceof IllegalArgumentException ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }
    throw error;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }
}
