package org.multiengine.actors.internal.membership;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.ActorSystem;
import akka.util.ManifestInfo;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AkkaManifestsTest {

  private final ClassLoader parent = AkkaManifestsTest.class.getClassLoader();
  private final ClassLoader loader = new AkkaManifests(parent);

  @Test
  void getResources_ofManifests_areAkkasAlone() throws IOException {
    List<URL> shown = Collections.list(loader.getResources("META-INF/MANIFEST.MF"));

    assertThat(shown)
        .isNotEmpty()
        .allSatisfy(url -> assertThat(url.getPath()).contains("/akka-"))
        .anySatisfy(url -> assertThat(url.getPath()).contains("akka-cluster-sharding-typed_"));
  }

  @Test
  void getResources_ofAnythingElse_areThoseOfTheParent() throws IOException {
    assertThat(Collections.list(loader.getResources("reference.conf")))
        .isEqualTo(Collections.list(parent.getResources("reference.conf")));
  }

  @Test
  void manifestInfo_ofASystemWithIt_stillKnowsAkkasVersions() {
    ActorSystem system = ActorSystem.create("manifests", ConfigFactory.load(loader), loader);
    try {
      assertThat(ManifestInfo.get(system).versions().get("akka-actor").get().version())
          .isEqualTo(ActorSystem.Version());
    } finally {
      system.terminate();
    }
  }
}
