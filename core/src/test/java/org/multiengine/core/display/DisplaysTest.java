package org.multiengine.core.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DisplaysTest {

  private final List<String> shown = new CopyOnWriteArrayList<>();

  @AfterEach
  void detach() {
    Displays.attachTo(null);
  }

  @Test
  void display_attached_reachesTheReceiver() {
    Displays.attachTo(() -> bundle -> shown.add(bundle.plainText()));
    Displays.display(5);

    assertThat(shown).containsExactly("5");
  }

  @Test
  void display_inAThreadOfTheScript_reachesTheReceiver() throws InterruptedException {
    Displays.attachTo(() -> bundle -> shown.add(bundle.plainText()));
    var thread = new Thread(() -> Displays.display("later"));
    thread.start();
    thread.join();

    assertThat(shown).containsExactly("later");
  }
}
