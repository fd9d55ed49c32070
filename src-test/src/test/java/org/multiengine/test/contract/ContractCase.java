package org.multiengine.test.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.CompositeError;
import org.multiengine.core.ResultList;
import org.multiengine.core.error.KernelError;
import org.multiengine.test.support.Gate;

/**
 * The base of the contract's tests. Each test has its own client, and engines that have been reset.
 */
public abstract class ContractCase {

  /** How long a test waits for an answer, however busy the machine is. */
  protected static final Duration LIMIT = Duration.ofSeconds(60);

  protected MultiEngineClient mec;
  private Path folder;
  private final LocalCluster cluster;

  protected ContractCase(LocalCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  final void connect(@TempDir Path caseFolder) {
    folder = caseFolder;
    mec = cluster.connect();
  }

  /** Resets the engines, and opens the gate first in case the test has failed before. */
  @AfterEach
  final void resetAndDisconnect() throws Exception {
    gate().open();
    await(mec.all().resetAsync());
    mec.close();
  }

  protected final MultiEngineClient anotherClient() {
    return cluster.connect();
  }

  protected final Gate gate() {
    return new Gate(folder.resolve("gate"));
  }

  /**
   * Opens a gate when all that some clients have sent waits on its engines, which answer a question
   * behind it. What is still on its way when a call fails is not dropped.
   */
  protected static void openBehind(Gate gate, MultiEngineClient... clients) {
    for (MultiEngineClient client : clients) {
      client.queueStatus();
    }
    gate.open();
  }

  protected static <T> T await(PendingResult<T> pending)
      throws InterruptedException, TimeoutException {
    return pending.get(LIMIT);
  }

  protected static CompositeError composite(ThrowingCallable call) {
    CompositeError error = catchThrowableOfType(CompositeError.class, call);
    if (error == null) {
      throw new AssertionError("the call did not fail");
    }
    return error;
  }

  protected static CompositeError composite(PendingResult<?> pending) {
    return composite(() -> await(pending));
  }

  /** Checks that the call failed on each of its engines with such an error. */
  protected static void assertAllFailed(
      CompositeError error, Class<? extends KernelError> expected) {
    assertThat(error.entries()).allMatch(entry -> expected.isInstance(entry.error()));
    assertThat(error.results()).isEmpty();
  }

  protected static List<String> outputs(ResultList results) {
    return results.stream().map(CommandRecord::stdout).toList();
  }

  protected static List<Integer> numbers(ResultList results) {
    return results.stream().map(CommandRecord::number).toList();
  }

  protected static List<Integer> engines(ResultList results) {
    return results.stream().map(record -> record.id().value()).toList();
  }
}
