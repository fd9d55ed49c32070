package org.multiengine.magics.jupyter.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.multiengine.core.display.MimeBundle;
import org.multiengine.core.identity.EngineId;
import org.multiengine.magics.console.screen.ShownError;
import org.multiengine.magics.console.screen.ShownValue;
import org.multiengine.magics.console.screen.StatusLine;
import org.multiengine.magics.jupyter.wire.Message;

final class KernelScreenTest {

  private final List<Message> published = new CopyOnWriteArrayList<>();
  private final Publisher publisher = new Publisher(new Messages(), published::add);
  private final KernelScreen screen = new KernelScreen(publisher);

  private Message only() {
    assertThat(published).hasSize(1);
    return published.get(0);
  }

  @Test
  void result_ofANumber_isAnExecuteResult() {
    screen.result(new ShownValue(3, MimeBundle.plain("5").with(MimeBundle.HTML, "<b>5</b>")));

    assertThat(only().type()).isEqualTo("execute_result");
    assertThat(only().content().path("execution_count").asInt()).isEqualTo(3);
    assertThat(only().content().path("data").toString())
        .isEqualTo("{\"text/plain\":\"5\",\"text/html\":\"<b>5</b>\"}");
  }

  @Test
  void result_withoutNumber_isDisplayData() {
    screen.result(new ShownValue(ShownValue.UNNUMBERED, MimeBundle.plain("5")));

    assertThat(only().type()).isEqualTo("display_data");
  }

  @Test
  void display_image_isInBase64() {
    screen.display(new MimeBundle(Map.of(), Map.of("image/png", new byte[] {1, 2, 3})));

    assertThat(only().content().path("data").path("image/png").asText()).isEqualTo("AQID");
  }

  @Test
  void print_beforeAnError_isPublishedBeforeIt() {
    screen.out().println("a");
    screen.error(new ShownError("NameError", "x", "red\ntraceback"));

    assertThat(published).extracting(Message::type).containsExactly("stream", "error");
    assertThat(published.get(1).content().path("traceback")).hasSize(2);
    assertThat(screen.error()).isNotNull();
  }

  @Test
  void print_silentCell_isNotPublished() {
    publisher.begin(Message.object(), true);
    screen.out().println("a");
    publisher.flush();

    assertThat(published).isEmpty();
  }

  @Test
  void progress_toItsEnd_isOneDisplayThatIsUpdated() {
    screen.progress(new StatusLine(1, 4, "1 of 4 <engines>"));
    screen.status("");

    assertThat(published)
        .extracting(Message::type)
        .containsExactly("display_data", "update_display_data");
    assertThat(published.get(0).content().path("data").path("text/html").asText())
        .contains("value=\"25\"", "&lt;engines&gt;");
    assertThat(published.get(0).content().path("transient"))
        .isEqualTo(published.get(1).content().path("transient"));
    assertThat(published.get(1).content().path("data").path("text/html").asText()).isEmpty();
  }

  @Test
  void status_emptyWithoutProgress_publishesNothing() {
    screen.status("");

    assertThat(published).isEmpty();
  }

  @Test
  void payload_afterAPageAndALoad_hasBoth() {
    screen.page("help");
    screen.nextInput("x = 1");

    assertThat(screen.payload().get(0).path("source").asText()).isEqualTo("page");
    assertThat(screen.payload().get(1).path("text").asText()).isEqualTo("x = 1");
    screen.begin();
    assertThat(screen.payload()).isEmpty();
  }

  @Test
  void interrupt_afterRestore_runsTheActionBefore() {
    List<String> ran = new CopyOnWriteArrayList<>();
    Runnable restoreNone = screen.onInterrupt(() -> ran.add("cell"));
    Runnable restore = screen.onInterrupt(() -> ran.add("wait"));
    screen.interrupt();
    restore.run();
    screen.interrupt();
    restoreNone.run();
    screen.interrupt();

    assertThat(ran).containsExactly("wait", "cell");
  }

  @Test
  void ofEngine_eachEngine_hasAColour() {
    assertThat(screen.ofEngine(new EngineId(1), "[1]")).isEqualTo("\u001b[33m[1]\u001b[0m");
  }
}
