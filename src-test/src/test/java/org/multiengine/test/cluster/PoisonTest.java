package org.multiengine.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorSystem;
import groovy.lang.GroovyClassLoader;
import java.io.Serial;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.multiengine.actors.Multiengine;
import org.multiengine.client.EngineEvent;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.client.Serialized;
import org.multiengine.client.cluster.ClusterOptionsBuilder;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.client.internal.value.ClientValues;
import org.multiengine.core.ResultList;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.function.RemoteCallable;
import org.multiengine.test.support.ClassPaths;
import org.multiengine.test.support.Clusters;

/**
 * Tests calls that cannot be read, are too long, lack a class, or consist of hostile bytes, on each
 * wire between clients and engines: that call fails with its reason, the next works, and another
 * client notices nothing.
 */
@Timeout(180)
final class PoisonTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int MAX_INCOMING_MEBIBYTES = 16;
  private static final String MAX_INCOMING =
      "multiengine.link.max-incoming=" + MAX_INCOMING_MEBIBYTES + "m";
  private static final String SOCKETS = "multiengine.link.local-socket.folder";

  /** So many names need more bytes than their values, and more than a frame has. */
  private static final int NAMES = 39_000;

  private static final Map<Wire, Ends> OPEN = new HashMap<>();

  /** A wire between a client and an engine. */
  private enum Wire {
    LOCAL_CALL {
      @Override
      Ends open() {
        return Ends.of(LocalCluster.builder().engines(1));
      }
    },
    UNIX_SOCKET {
      @Override
      Ends open() {
        return Ends.of(process());
      }
    },
    TLS {
      @Override
      Ends open() {
        return Ends.of(process().setting(SOCKETS, ""));
      }
    },
    REMOTING {
      @Override
      Ends open() throws InterruptedException {
        ActorSystem<Void> host = ApplicationSystem.start("host", "multiengine");
        ApplicationSystem.join(host, host);
        ActorSystem<Void> engines =
            ApplicationSystem.startWith(MAX_INCOMING, "engine", "multiengine");
        ApplicationSystem.join(engines, host);
        Multiengine.get(host).startHost();
        Multiengine.get(engines).startEngines(1);
        assertThat(Multiengine.get(host).directory().await(1, LIMIT, now -> {})).isTrue();
        return new Ends(
            MultiEngineClient.attach(host),
            MultiEngineClient.attach(host),
            () -> {
              ActorTestKit.shutdown(engines);
              ActorTestKit.shutdown(host);
            });
      }
    };

    abstract Ends open() throws InterruptedException;

    private static ClusterOptionsBuilder process() {
      List<String> options = new ArrayList<>(Clusters.optionsWithoutTests());
      options.add("-D" + MAX_INCOMING);
      return LocalCluster.builder()
          .processes(1)
          .javaOptions(options.toArray(String[]::new))
          .classPath(ClassPaths.withoutTests());
    }
  }

  /** Two clients of a cluster with one engine. */
  private record Ends(MultiEngineClient mec, MultiEngineClient witness, Runnable closing) {

    static Ends of(ClusterOptionsBuilder options) {
      LocalCluster cluster = options.start();
      return new Ends(cluster.connect(), cluster.connect(), cluster::close);
    }

    void close() {
      mec.close();
      witness.close();
      closing.run();
    }
  }

  /** A call that is at fault. */
  private enum Poison {
    UNREADABLE("cannot be read here") {
      @Override
      PendingResult<?> send(MultiEngineClient mec) {
        return mec.pushAsync(Map.of("poison", new Unreadable()));
      }
    },
    CLASS_MISSING("NotThere") {
      @Override
      PendingResult<?> send(MultiEngineClient mec) throws ReflectiveOperationException {
        return mec.applyAsync(functionWithoutClassFile());
      }

      @Override
      boolean isWellOn(Wire wire) {
        return wire == Wire.LOCAL_CALL || wire == Wire.REMOTING; // the class is one of this JVM
      }
    },
    HOSTILE_BYTES("") {
      @Override
      PendingResult<?> send(MultiEngineClient mec) throws ReflectiveOperationException {
        Serialized value = mec.all().serialize(List.of("a", Map.of("b", 1), new int[] {1, 2, 3}));
        byte[] bytes = bytes(value);
        Arrays.fill(bytes, 1, bytes.length, (byte) 0xff);
        return mec.all().pushSerializedAsync(Map.of("poison", value));
      }
    },
    TOO_LONG("multiengine.link.max-incoming") {
      @Override
      PendingResult<?> send(MultiEngineClient mec) {
        return mec.pushAsync(Map.of("poison", new byte[MAX_INCOMING_MEBIBYTES << 21]));
      }

      @Override
      boolean isWellOn(Wire wire) {
        return wire == Wire.LOCAL_CALL; // nothing is copied there
      }
    },
    MANY_NAMES("") {
      @Override
      PendingResult<?> send(MultiEngineClient mec) {
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < NAMES; i++) {
          values.put("v" + Integer.toString(i, Character.MAX_RADIX), new ArrayList<>());
        }
        return mec.pushAsync(values);
      }

      @Override
      boolean isWellOn(Wire wire) {
        return true; // once it stopped the wire
      }
    };

    /** A part of the text of the error. */
    final String reason;

    Poison(String reason) {
      this.reason = reason;
    }

    abstract PendingResult<?> send(MultiEngineClient mec) throws ReflectiveOperationException;

    boolean isWellOn(Wire wire) {
      return false;
    }
  }

  /** A value that cannot be decoded. */
  static final class Unreadable implements Serializable {

    private static final long serialVersionUID = 1L;

    @Serial
    private Object readResolve() {
      throw new IllegalStateException("it cannot be read here");
    }
  }

  /** Returns a function whose class has no file that could be sent. */
  @SuppressWarnings("unchecked")
  private static RemoteCallable<Integer> functionWithoutClassFile()
      throws ReflectiveOperationException {
    String text =
        "class NotThere implements "
            + RemoteCallable.class.getName()
            + " { Object call(org.multiengine.core.function.EngineScope engine) { 1 } }";
    Class<?> type = new GroovyClassLoader().parseClass(text);
    return (RemoteCallable<Integer>) type.getDeclaredConstructor().newInstance();
  }

  private static byte[] bytes(Serialized value) throws ReflectiveOperationException {
    Method outbound = Serialized.class.getDeclaredMethod("outbound");
    outbound.setAccessible(true);
    return ((ClientValues.Outbound) outbound.invoke(value)).bytes().segments().get(0);
  }

  static Stream<Arguments> poisons() {
    return Arrays.stream(Wire.values())
        .flatMap(wire -> Arrays.stream(Poison.values()).map(poison -> Arguments.of(wire, poison)));
  }

  @AfterAll
  static void close() {
    OPEN.values().forEach(Ends::close);
  }

  private static Ends open(Wire wire) throws InterruptedException {
    if (!OPEN.containsKey(wire)) {
      OPEN.put(wire, wire.open());
    }
    return OPEN.get(wire);
  }

  @ParameterizedTest
  @MethodSource("poisons")
  void call_atFault_failsAloneWithItsReason(Wire wire, Poison poison) throws Exception {
    Ends ends = open(wire);
    List<EngineEvent> events = new CopyOnWriteArrayList<>();
    var unused = ends.witness().onEngines(events::add);
    PendingResult<ResultList> other = ends.witness().executeAsync("sleep 200; 6 * 7");

    Throwable error = catchThrowable(() -> poison.send(ends.mec()).get(LIMIT));

    if (poison.isWellOn(wire)) {
      assertThat(error).isNull();
    } else {
      assertThat(error).isInstanceOf(KernelError.class).hasMessageContaining(poison.reason);
    }
    assertThat(ends.mec().executeAsync("2 + 3").get(LIMIT).get(0).display()).isEqualTo("5");
    assertThat(other.get(LIMIT).get(0).display()).isEqualTo("42");
    assertThat(events).isEmpty();
  }
}
