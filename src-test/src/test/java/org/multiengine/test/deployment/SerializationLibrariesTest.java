package org.multiengine.test.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.ActorSystem;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.testkit.javadsl.TestKit;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scala.Option;

/**
 * Tests that Akka serializes messages with the versions of Jackson and LZ4 that this build chooses,
 * which are later than those that Akka was built with.
 */
final class SerializationLibrariesTest {

  /** A message with types of each Jackson module that Akka loads. */
  record Message(
      String text,
      Duration time,
      Optional<Integer> number,
      Option<String> name,
      List<Part> parts) {}

  record Part(Map<String, Double> values, long count) {}

  private static Config config(String serializer, String algorithm) {
    String settings = "akka.serialization.jackson." + serializer + ".compression";
    return ConfigFactory.parseMap(
            Map.of(
                "akka.actor.serialization-bindings",
                Map.of('"' + Message.class.getName() + '"', serializer),
                settings + ".algorithm",
                algorithm,
                settings + ".compress-larger-than",
                "1 KiB"))
        .withFallback(ConfigFactory.load());
  }

  @ParameterizedTest
  @CsvSource({
    "jackson-cbor, off, 10000, 20000",
    "jackson-cbor, gzip, 50, 1000",
    "jackson-cbor, lz4, 50, 1000",
    "jackson-json, lz4, 50, 1000"
  })
  void message_writtenByAkka_isReadAgain(String serializer, String algorithm, int least, int most) {
    ActorSystem system = ActorSystem.create("libraries", config(serializer, algorithm));
    try {
      Serialization serialization = SerializationExtension.get(system);
      var message =
          new Message(
              "a".repeat(10_000),
              Duration.ofMillis(1500),
              Optional.of(7),
              Option.apply("name"),
              List.of(new Part(Map.of("x", 0.1), 1L << 40)));

      byte[] written = serialization.serialize(message).get();
      Message read = serialization.deserialize(written, Message.class).get();

      assertThat(written).hasSizeBetween(least, most);
      assertThat(read).usingRecursiveComparison().isEqualTo(message);
    } finally {
      TestKit.shutdownActorSystem(system);
    }
  }
}
