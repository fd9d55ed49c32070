package org.multiengine.test.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.magics.command.Main;
import org.multiengine.samples.shop.Shop;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.PipedRun;

/** Tests the sample of an Akka application, used by operators as its README describes. */
@Timeout(300)
@TestMethodOrder(OrderAnnotation.class)
final class ShopTest {

  private static final String STUCK =
      "orders.all().findAll { it.status().name() == 'PAYING' }.collect { it.id() }";

  private static Path home;
  private static Process shop;

  @BeforeAll
  static void open(@TempDir Path folder) throws IOException {
    home = folder;
    ProcessBuilder program = Children.java(Shop.class.getName(), "--operators", "ada,bob");
    program.environment().put("MULTIENGINE_HOME", home.toString());
    shop = program.redirectErrorStream(true).redirectOutput(output().toFile()).start();
    Awaitility.await()
        .atMost(120, TimeUnit.SECONDS)
        .until(() -> Files.readString(output()).contains("The shop is open") || !shop.isAlive());
    assertThat(shop.isAlive()).as(Files.readString(output())).isTrue();
  }

  @AfterAll
  static void close() {
    shop.descendants().forEach(ProcessHandle::destroyForcibly);
    shop.destroyForcibly();
  }

  private static Path output() {
    return home.resolve("shop.txt");
  }

  private static PipedRun command(String user, String input, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder program = Children.java(Main.class.getName(), arguments);
    program.command().add(1, "-Dmultiengine.client.user=" + user);
    program.environment().put("MULTIENGINE_HOME", home.toString());
    return PipedRun.of(program, input);
  }

  @Test
  @Order(1)
  void console_ofAnOperator_findsAndCancelsTheStuckCall() throws Exception {
    String typed =
        """
        mec.ids()
        mec.engines(0).execute("stuck = %s")
        mec.engines(0).pull('stuck')
        mec.engines(1).execute('orders.repair("1002", "paid")')
        mec.engines(0).execute("stuck = %s")
        mec.engines(0).pull('stuck')
        """
            .formatted(STUCK, STUCK);

    PipedRun run = command("ada", typed, "console", "--name", "shop");

    assertThat(run.output())
        .contains("Out[1]: [0, 1]")
        .contains("Out[3]: [['1002', '1004', '1006']]")
        .contains("Out[6]: [['1004', '1006']]");
    assertThat(run.errors()).isEmpty();
  }

  @Test
  @Order(2)
  void exec_ofAnotherUser_isRefusedAndAudited() throws Exception {
    PipedRun run =
        command("mallory", "", "exec", "--name", "shop", "orders.repair('1004', 'paid')");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.errors() + run.output())
        .contains("AccessDenied: requests of kind 'run' are not allowed; allowed kinds: ask, read");
    assertThat(Files.readString(output()))
        .containsPattern(
            "WARN  org.multiengine.audit - mallory at akka://shop@127.0.0.1:\\d+:"
                + " execute\\('orders.repair\\('1004', 'paid'\\)'\\) on engines \\[0]: refused: ")
        .containsPattern("INFO  org.multiengine.audit - ada at .*orders.repair.*: allowed");
  }

  @Test
  @Order(3)
  void stop_ofAnApplication_isRefused() throws Exception {
    PipedRun run = command("ada", "", "stop", "--name", "shop");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.errors()).contains("it ends when the application ends");
    assertThat(shop.isAlive()).isTrue();
  }

  @Test
  @Order(4)
  void shop_inputEnds_endsBothNodesAndRemovesTheFile() throws Exception {
    List<Long> nodes = shop.descendants().map(ProcessHandle::pid).toList();

    shop.getOutputStream().close();

    assertThat(Children.awaitExit(shop)).isZero();
    Children.awaitGone(nodes);
    assertThat(home.resolve("clusters/shop")).isEmptyDirectory();
  }
}
