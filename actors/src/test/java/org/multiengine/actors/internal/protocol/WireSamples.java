package org.multiengine.actors.internal.protocol;

import akka.actor.typed.ActorRef;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.admin.HostOrder;
import org.multiengine.actors.internal.link.LinkFrame;
import org.multiengine.actors.internal.metrics.MetricsSnapshot;
import org.multiengine.actors.internal.metrics.Series;
import org.multiengine.actors.internal.node.Engine;
import org.multiengine.actors.internal.node.NodeRelay;
import org.multiengine.actors.internal.registry.ClusterCommands;
import org.multiengine.actors.internal.registry.EngineAddition;
import org.multiengine.actors.internal.registry.EngineRegistrar;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.EngineInfo;
import org.multiengine.core.QueueStatus;
import org.multiengine.core.code.ClassFile;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.Failure;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Report;
import org.multiengine.core.request.Request;

/** One or more samples of everything that travels. */
public final class WireSamples {

  private static final Instant NOON = Instant.parse("2024-02-29T12:00:00.123456789Z");
  private static final EncodedValue LARGE = new EncodedValue(new byte[1_000_000]);
  private static final EncodedValue SMALL = new EncodedValue(new byte[] {0, -1, 127, -128});
  private static final LinkBody.Layout LAYOUT =
      new LinkBody.Layout(Long.MAX_VALUE, Integer.MAX_VALUE);
  private static final String TEXT = "x = '\u00e9\u4e2d\ud83d\ude00'\n\t\\\"";

  private final ActorRef<LinkFrame> link;
  private final ActorRef<EngineRegistrar.Assigned> relay;
  private final ActorRef<EngineAddition.Message> addition;
  private final ActorRef<ClusterCommands.Counted> counted;
  private final ActorRef<ClusterCommands.RemovedLost> removed;
  private final ActorRef<NodeRelay.Measured> measured;

  public WireSamples(
      ActorRef<LinkFrame> link,
      ActorRef<EngineRegistrar.Assigned> relay,
      ActorRef<EngineAddition.Message> addition,
      ActorRef<ClusterCommands.Counted> counted,
      ActorRef<ClusterCommands.RemovedLost> removed,
      ActorRef<NodeRelay.Measured> measured) {
    this.link = link;
    this.relay = relay;
    this.addition = addition;
    this.counted = counted;
    this.removed = removed;
    this.measured = measured;
  }

  public static List<Request> requests() {
    return List.of(
        new Request.Execute(TEXT),
        new Request.Execute(""),
        new Request.Push(Map.of("a", SMALL, "b", LARGE), true, Map.of("b", "ann/1")),
        new Request.FindFunction(TEXT),
        new Request.Apply(SMALL, "lambda", "ann/1"),
        new Request.MapPart(SMALL, List.of(SMALL, LARGE), 3, 2, "lambda", ""),
        new Request.ClearQueue(),
        new Request.Kill(),
        new Request.Properties(Request.Properties.Action.SET, List.of("a"), List.of(SMALL)),
        new Request.Properties(Request.Properties.Action.GET, null, List.of()),
        new Request.Pull(List.of("a", "b")),
        new Request.Keys(),
        new Request.Complete("a."),
        new Request.Reset(),
        new Request.GetResult(3),
        new Request.GetResult(null),
        new Request.Status(),
        new Request.Info());
  }

  public static List<Outcome> outcomes() {
    return List.of(
        new Outcome.Done(),
        new Outcome.Executed(
            new CommandRecord(new EngineId(0), 1, TEXT, "out\n", "err\n", "5", null, NOON, NOON)),
        new Outcome.Executed(
            new CommandRecord(
                new EngineId(0),
                2,
                "",
                "",
                "",
                null,
                "trace",
                Instant.EPOCH,
                Instant.ofEpochSecond(1))),
        new Outcome.Values(List.of(SMALL, LARGE)),
        new Outcome.Names(List.of("id", "a")),
        new Outcome.PropertyValues(Map.of("a", SMALL)),
        new Outcome.Flags(List.of(true, false)),
        new Outcome.Queue(new QueueStatus(new EngineId(9), "execute('a')", List.of("keys()"))),
        new Outcome.Queue(new QueueStatus(new EngineId(9), null, List.of())),
        new Outcome.Info(
            new EngineInfo.Life(
                Long.MAX_VALUE,
                new EngineInfo.Memory(Long.MAX_VALUE, Long.MAX_VALUE),
                NOON,
                new EngineInfo.Running(TEXT, NOON, Duration.ofNanos(12_345_678_901L)),
                Integer.MAX_VALUE)),
        new Outcome.Info(new EngineInfo.Life(4711, new EngineInfo.Memory(1, 2), NOON, null, 0)),
        new Outcome.Failed(new Failure(false, "NameError", TEXT, "trace", SMALL)),
        Outcome.failed(new EngineLost("gone")));
  }

  public static List<LinkBody> bodies() {
    var targets =
        List.of(
            new LinkBody.Target(0, new EngineId(4), "life"),
            new LinkBody.Target(1, new EngineId(5), ""));
    Stream<LinkBody> submits =
        requests().stream()
            .map(request -> new LinkBody.Submit("ann", 1, targets, request, true, false));
    Stream<LinkBody> answers =
        outcomes().stream()
            .map(
                outcome ->
                    new LinkBody.Answers(
                        "ann", 1, List.of(answer(0, outcome), answer(1, outcome))));
    Stream<LinkBody> others =
        Stream.of(
            new LinkBody.Cancel("ann", Long.MAX_VALUE, null),
            new LinkBody.Cancel("ann", 1, "it took too long"),
            new LinkBody.Progress(
                "ann", 1, 0, new Report(7, List.of(new Report.Printed(true, TEXT)))),
            new LinkBody.FetchClass(1, "ann/1", "org.example.A", List.of("0".repeat(64))),
            new LinkBody.FetchedClass(1, new ClassFile("0".repeat(64), SMALL)),
            new LinkBody.FetchedClass(2, new ClassFile("0".repeat(64), null)),
            new LinkBody.FetchedClass(3, ClassFile.MISSING),
            new LinkBody.ClientClosed("ann"),
            new LinkBody.Listen("ann", 1),
            new LinkBody.Begin(1, "ann", 1, Long.MAX_VALUE),
            new LinkBody.Part(Long.MAX_VALUE, LAYOUT, ByteBuffer.wrap(LARGE.bytes())),
            new LinkBody.Part(1, LAYOUT, ByteBuffer.wrap(SMALL.bytes())),
            new LinkBody.SharedPart(1, LAYOUT, 7, 1_000_000),
            new LinkBody.Whole(1, new LinkBody.Listen("ann", 1)),
            new LinkBody.Written(1),
            new LinkBody.Withdrawn(1),
            new LinkBody.RingOffer("/dev/shm/multiengine-1.ring", 16, 1_000_000),
            new LinkBody.RingAnswer(true),
            new LinkBody.SocketOffer("/tmp/multiengine-1/link"),
            new LinkBody.SocketDeclined(),
            new LinkBody.Bundle(
                List.of(new LinkBody.Cancel("ann", 7, null), new LinkBody.Listen("ann", 8))));
    return Stream.of(submits, answers, others).flatMap(bodies -> bodies).toList();
  }

  private static LinkBody.Answer answer(int place, Outcome outcome) {
    return new LinkBody.Answer(place, outcome, 1_700_000_000_000_000L, 0);
  }

  private static List<Series> series() {
    List<String> labels = List.of("role", "engine");
    List<Double> figures = List.of(Double.NaN, Double.POSITIVE_INFINITY, 5.0, 1e300);
    return Stream.of(Series.Kind.values())
        .map(kind -> new Series("a_b", TEXT, kind, labels, List.of(0.5, 10.0), figures))
        .toList();
  }

  public List<WireMessage> messages() {
    var ids = List.of(new EngineId(0), new EngineId(1));
    var running = List.of(new EngineRegistrar.Incarnation(new EngineId(0), "life"));
    Stream<WireMessage> frames =
        bodies().stream().map(body -> new LinkFrame(link, Long.MAX_VALUE, 7, body));
    Stream<WireMessage> others =
        Stream.of(
            new LinkFrame(link, 0, 7, null),
            TestSystems.ready(3, link),
            TestSystems.ready(3, link).lost("killed by SIGKILL"),
            new Engine.Start(),
            new Engine.Stop(),
            new EngineRegistrar.Assigned(ids, List.of("life")),
            new EngineRegistrar.Register("a", "akka://m@h:1", "groovy", 2, running, link, relay),
            new EngineRegistrar.Lost("a", new EngineId(0), "gone"),
            new EngineRegistrar.Remove("a", new EngineId(0)),
            new ClusterCommands.Shutdown(),
            new ClusterCommands.Count("a", counted),
            new ClusterCommands.Counted(3),
            new ClusterCommands.RemoveLost(removed),
            new ClusterCommands.RemovedLost(ids),
            HostOrder.SHUTDOWN,
            new NodeRelay.Measure(measured),
            new NodeRelay.Measured(new MetricsSnapshot("one", series())),
            new NodeRelay.Measured(new MetricsSnapshot("", List.of())),
            new ClusterCommands.Add(2, addition),
            new EngineAddition.Started(1, 2),
            new EngineAddition.Added(ids),
            new EngineAddition.Refused("full"),
            new ClusterCommands.Exited("a", "exit status 1"));
    return Stream.of(bodies().stream(), frames, others)
        .<WireMessage>flatMap(messages -> messages)
        .toList();
  }
}
