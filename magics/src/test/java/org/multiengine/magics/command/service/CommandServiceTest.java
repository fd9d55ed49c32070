package org.multiengine.magics.command.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests a service whose commands are of this test, in place of those of a host. */
@Timeout(60)
final class CommandServiceTest {

  private static final int NO_HURRY_MILLIS = 60_000;
  private static final String PROGRAM = "program 1";

  /** Runs the commands of a test. */
  @FunctionalInterface
  private interface Command {
    int run(PrintWriter out, PrintWriter err) throws InterruptedException;
  }

  private final Path sockets;
  private final Path cluster;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private volatile Command command = (to, errors) -> 0;
  private CommandService service;

  CommandServiceTest(@TempDir Path folder) throws IOException {
    sockets = Files.createDirectory(folder.resolve("sockets"));
    cluster = Files.createDirectory(folder.resolve("cluster"));
  }

  @BeforeEach
  void open() throws IOException {
    service = open(2);
  }

  private CommandService open(int maxCommands) throws IOException {
    return CommandService.open(
        cluster,
        sockets,
        new ServiceLimits(maxCommands, 10_000, Duration.ofMinutes(1)),
        new CommandRunner() {
          @Override
          public boolean admits(CommandRequest request) {
            return request.program().equals(PROGRAM);
          }

          @Override
          public int run(CommandRequest request, PrintWriter to, PrintWriter errors) {
            try {
              return command.run(to, errors);
            } catch (InterruptedException e) {
              return 130;
            }
          }
        });
  }

  @AfterEach
  void close() {
    service.close();
  }

  private static CommandRequest request(String program, String... arguments) {
    return new CommandRequest(
        program, "/home", "/folder", "", "UTF-8", false, 80, false, List.of(arguments));
  }

  private Path socket() {
    return Objects.requireNonNull(ServiceFile.findSocket(cluster));
  }

  private int call() {
    return new CommandCall(out, err).run(socket(), request(PROGRAM, "exec"), NO_HURRY_MILLIS);
  }

  /** Connects and starts a command, without reading its output. */
  private Frames start(SocketChannel channel) throws IOException {
    channel.connect(UnixDomainSocketAddress.of(socket()));
    var frames = new Frames(channel);
    byte[] request = request(PROGRAM, "exec").encode();
    frames.send(Frames.REQUEST, request, 0, request.length);
    assertThat(frames.receive(0)).isNotNull();
    frames.send(Frames.START);
    return frames;
  }

  @Test
  void call_ofACommand_getsItsOutputsAndStatus() {
    command =
        (to, errors) -> {
          to.println("grün");
          errors.println("bad");
          to.print("x".repeat(100_000));
          return 7;
        };

    assertThat(call()).isEqualTo(7);

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("grün\n" + "x".repeat(100_000));
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("bad\n");
  }

  @Test
  void call_ofAnotherProgram_hasNotBegun() {
    int status =
        new CommandCall(out, err).run(socket(), request("program 2", "exec"), NO_HURRY_MILLIS);

    assertThat(status).isEqualTo(CommandCall.NOT_BEGUN);
  }

  @Test
  void call_unserved_hasNotBegun() {
    command = (to, errors) -> CommandRunner.UNSERVED;

    assertThat(call()).isEqualTo(CommandCall.NOT_BEGUN);
    assertThat(err.size()).isZero();
  }

  @Test
  void call_ofALargeCommandLine_hasNotBegun() {
    CommandRequest large = request(PROGRAM, "x".repeat(20_000));

    assertThat(new CommandCall(out, err).run(socket(), large, NO_HURRY_MILLIS))
        .isEqualTo(CommandCall.NOT_BEGUN);
  }

  @Test
  void request_ofAnotherVersion_isNotAnswered() throws IOException {
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket()));
      var frames = new Frames(channel);
      byte[] request = request(PROGRAM, "exec").encode();
      request[3]++;
      frames.send(Frames.REQUEST, request, 0, request.length);

      assertThat(frames.receive(0)).isNull();
    }
  }

  @Test
  void call_aboveTheLimit_hasNotBegun() throws Exception {
    var begun = new CountDownLatch(2);
    var end = new CountDownLatch(1);
    command =
        (to, errors) -> {
          begun.countDown();
          end.await();
          return 0;
        };
    CompletableFuture<Integer> first = CompletableFuture.supplyAsync(this::call);
    CompletableFuture<Integer> second = CompletableFuture.supplyAsync(this::call);
    begun.await();

    assertThat(call()).isEqualTo(CommandCall.NOT_BEGUN);
    end.countDown();
    assertThat(first.get()).isZero();
    assertThat(second.get()).isZero();
  }

  @Test
  void connection_closedByTheCaller_interruptsTheCommand() throws Exception {
    var begun = new CountDownLatch(1);
    var interrupted = new CompletableFuture<Boolean>();
    command =
        (to, errors) -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.complete(true);
          }
          return 1;
        };
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      start(channel);
      begun.await();
    }

    assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void output_callerDoesNotRead_waitsAndIsNotKept() throws Exception {
    int total = 1_000_000;
    var written = new CompletableFuture<Integer>();
    command =
        (to, errors) -> {
          int count = 0;
          while (count < total && !to.checkError()) {
            to.println("x".repeat(1000));
            count++;
          }
          written.complete(count);
          return 0;
        };
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      Frames frames = start(channel);
      assertThat(frames.receive(Frames.MAX_ANSWER_BYTES)).isNotNull();
      assertThat(written.isDone()).isFalse();
    }

    assertThat(written.get(30, TimeUnit.SECONDS)).isLessThan(total);
  }

  @Test
  void call_hostLostAfterTheBegin_failsAndSaysSo() {
    command =
        (to, errors) -> {
          to.println("begun");
          service.close();
          return 0;
        };

    assertThat(call()).isEqualTo(1);

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("begun\n");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("multiengine: the host was lost while it ran the command");
  }

  @Test
  void call_hostDoesNotAnswer_hasNotBegun() throws IOException {
    Path socket = sockets.resolve("stuck");
    try (var stuck = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      stuck.bind(UnixDomainSocketAddress.of(socket));

      assertThat(new CommandCall(out, err).run(socket, request(PROGRAM, "exec"), 50))
          .isEqualTo(CommandCall.NOT_BEGUN);
    }
  }

  @Test
  void close_ofTheService_removesItsFiles() {
    Path socket = socket();

    service.close();

    assertThat(sockets).isEmptyDirectory();
    assertThat(cluster).isEmptyDirectory();
    assertThat(new CommandCall(out, err).run(socket, request(PROGRAM, "exec")))
        .isEqualTo(CommandCall.NOT_BEGUN);
  }

  @Test
  void open_fileLeftBehind_isReplaced() throws IOException {
    Path before = socket();
    CommandService next = open(1);

    assertThat(socket()).isNotEqualTo(before);
    service.close();
    assertThat(ServiceFile.findSocket(cluster)).isNotNull();
    next.close();
  }
}
