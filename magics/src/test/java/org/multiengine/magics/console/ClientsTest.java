package org.multiengine.magics.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.core.namespace.Languages;
import org.multiengine.magics.PxSettings;
import org.multiengine.magics.console.screen.FakeScreen;

final class ClientsTest extends ClusterOfConsole {

  private final ConsoleSettings settings = SettingsOfTests.with();
  private final PxSettings px = new PxSettings(4);
  private final LocalNames names =
      new LocalNames(Languages.named("groovy").createNamespace(), settings);
  private final Waiting waiting = new Waiting(new FakeScreen(), px, settings);
  private final Clients clients = new Clients(file -> cluster().connect(), waiting, px, names);

  @AfterEach
  void closeAll() {
    clients.close();
    names.close();
  }

  @Test
  void activate_clientOfTheConnector_keepsItsScriptForm() {
    var first = clients.connect(null);
    var second = clients.connect(null);
    second.setBlock(false);

    clients.activate(second.client());

    assertThat(clients.active()).isSameAs(second).isNotSameAs(first);
    assertThat(clients.script(second.client()).isBlock()).isFalse();
  }

  @Test
  void activate_clientOfAMagic_isUsedThen() {
    clients.connect(null);
    try (MultiEngineClient own = cluster().connect()) {
      clients.activate(own);

      assertThat(clients.active().client()).isSameAs(own);
      assertThat(clients.view(null)).isSameAs(own);
    }
  }

  @Test
  void named_clientBoundToAName_isTheClientItself() {
    var script = clients.connect(null);
    names.give("mec", script);

    assertThat(clients.named()).containsOnlyKeys("mec").containsValue(script.client());
  }
}
