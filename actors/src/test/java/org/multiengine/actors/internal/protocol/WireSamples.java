package org.multiengine.actors.internal.protocol;

import akka.actor.typed.ActorRef;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.link.frame.LinkControl;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.link.frame.LinkMessage;
import org.multiengine.actors.internal.metrics.MetricsSnapshot;
import org.multiengine.actors.internal.metrics.Series;
import org.multiengine.actors.internal.node.Engine;
import org.multiengine.actors.internal.node.NodeRelay;
import org.multiengine.actors.internal.registrar.ClusterCommands;
import org.multiengine.actors.internal.registrar.EngineAddition;
import org.multiengine.actors.internal.registrar.EngineRegistrar;
import org.multiengine.actors.internal.registrar.NodeReport;
import org.multiengine.actors.internal.registrar.ShutdownOrder;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.EngineInfo;
import org.multiengine.core.QueueStatus;
import org.multiengine.core.code.ClassFile;
import org.multiengine.core.dispatch.FailureMark;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.identity.PartId;
import org.multiengine.core.request.CodedValue;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.Failure;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.PropertiesRequest;
import org.multiengine.core.request.Question;
import org.multiengine.core.request.Report;
import org.multiengine.core.request.Request;
import org.multiengine.core.request.TaskRequest;
import org.multiengine.core.task.AttemptId;
import org.multiengine.core.task.NodeGrant;
import org.multiengine.core.task.TaskAnswer;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskNeeds;
import org.multiengine.core.task.TaskOrder;

/** One or more samples of everything that travels. */
public final class WireSamples {

  private static final Instant NOON = Instant.parse("2024-02-29T12:00:00.123456789Z");
  private static final EncodedValue LARGE = new EncodedValue(new byte[1_000_000]);
  private static final EncodedValue SMALL = new EncodedValue(new byte[] {0, -1, 127, -128});
  private static final LinkControl.Layout LAYOUT =
      new LinkControl.Layout(Long.MAX_VALUE, Integer.MAX_VALUE);
  private static final String TEXT = "x = '\u00e9\u4e2d\ud83d\ude00'\n\t\\\"";

  private final ActorRef<LinkFrame> link;
  private final ActorRef<EngineRegistrar.Assigned> relay;
  private final ActorRef<EngineAddition.Message> addition;
  private final ActorRef<ClusterCommands.Counted> counted;
  private final ActorRef<ClusterCommands.Reply> replies;
  private final ActorRef<NodeRelay.Measured> measured;
  private final ActorRef<EngineRegistrar.Command> registrar;

  public WireSamples(
      ActorRef<LinkFrame> link,
      ActorRef<EngineRegistrar.Assigned> relay,
      ActorRef<EngineAddition.Message> addition,
      ActorRef<ClusterCommands.Counted> counted,
      ActorRef<ClusterCommands.Reply> replies,
      ActorRef<NodeRelay.Measured> measured,
      ActorRef<EngineRegistrar.Command> registrar) {
    this.link = link;
    this.relay = relay;
    this.addition = addition;
    this.counted = counted;
    this.replies = replies;
    this.measured = measured;
    this.registrar = registrar;
  }

  private static final TaskRequest.Clearing CLEARING = new TaskRequest.Clearing(true, false);

  public static List<Request> requests() {
    return List.of(
        new Request.Execute(TEXT),
        new Request.Execute(""),
        new Request.Push(
            Map.of("a", CodedValue.of(SMALL), "b", new CodedValue(LARGE, "ann/1")), true),
        new Request.FindFunction(TEXT),
        new Request.Apply(new CodedValue(SMALL, "ann/1"), "lambda"),
        new Request.MapPart(CodedValue.of(SMALL), List.of(SMALL, LARGE), 3, 2, "lambda"),
        new Question.ClearQueue(),
        new Request.Kill(),
        new PropertiesRequest(PropertiesRequest.Action.SET, List.of("a"), List.of(SMALL)),
        new PropertiesRequest(PropertiesRequest.Action.GET, null, List.of()),
        new Request.Pull(List.of("a", "b")),
        new Question.Keys(),
        new Question.Complete("a."),
        new Request.Reset(),
        new Question.GetResult(3),
        new Question.GetResult(null),
        new Question.Status(),
        new Question.Info(),
        new TaskRequest.Call(
            new CodedValue(SMALL, "ann/1"), List.of(LARGE), "lambda", true, CLEARING),
        new TaskRequest.Script(
            TEXT, Map.of("a", CodedValue.of(SMALL)), List.of("b"), TaskRequest.Clearing.NONE),
        new TaskRequest.Piece(CodedValue.of(SMALL), List.of(SMALL, LARGE), 3, true, "lambda"),
        new TaskRequest.Conditional(
            CodedValue.of(SMALL),
            new TaskRequest.Call(CodedValue.of(SMALL), List.of(), "f", false, CLEARING)));
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
        new Outcome.Returned(SMALL, TEXT, ""),
        new Outcome.Pulled(
            new CommandRecord(new EngineId(0), 1, TEXT, "", "", null, null, NOON, NOON),
            List.of(SMALL, LARGE)),
        new Outcome.Mapped(
            SMALL, 7, Map.of(3, new Failure(false, "NameError", TEXT, "trace", SMALL))),
        new Outcome.Names(List.of("id", "a")),
        new Outcome.PropertyValues(Map.of("a", SMALL)),
        new Outcome.Flags(List.of(true, false)),
        new Outcome.Queue(new QueueStatus(new EngineId(9), "execute('a')", List.of("keys()"))),
        new Outcome.Queue(new QueueStatus(new EngineId(9), null, List.of())),
        new Outcome.Info(
            new EngineInfo.Stats(
                Long.MAX_VALUE,
                new EngineInfo.Memory(Long.MAX_VALUE, Long.MAX_VALUE),
                NOON,
                new EngineInfo.Running(TEXT, NOON, Duration.ofNanos(12_345_678_901L)),
                Integer.MAX_VALUE)),
        new Outcome.Info(new EngineInfo.Stats(4711, new EngineInfo.Memory(1, 2), NOON, null, 0)),
        new Outcome.Failed(new Failure(false, "NameError", TEXT, "trace", SMALL)),
        Outcome.failed(new EngineLost("gone")),
        Outcome.failed(EngineLost.of(new EngineId(3), "life", "engine 3 was killed")));
  }

  public static List<LinkMessage> linkMessages() {
    var targets =
        List.of(
            new RelayMessage.Target(0, new EngineLife(new EngineId(4), "life"), Long.MAX_VALUE),
            new RelayMessage.Target(1, new EngineLife(new EngineId(5), ""), 0));
    Stream<LinkMessage> submits =
        requests().stream()
            .map(
                request ->
                    new RelayMessage.Submit(new CallId("ann", 1), targets, request, true, false));
    Stream<LinkMessage> answers =
        outcomes().stream()
            .map(
                outcome ->
                    new RelayMessage.Answers(
                        new CallId("ann", 1), List.of(answer(0, outcome), answer(1, outcome))));
    Stream<LinkMessage> others =
        Stream.of(
            new RelayMessage.Cancel(new CallId("ann", Long.MAX_VALUE), null),
            new RelayMessage.Cancel(new CallId("ann", 1), Duration.ofMillis(1_500)),
            new RelayMessage.Progress(
                new PartId(new CallId("ann", 1), 0),
                new Report(7, List.of(new Report.Printed(true, TEXT)))),
            new RelayMessage.FetchClass(1, "ann/1", "org.example.A", List.of("0".repeat(64))),
            new RelayMessage.FetchedClass(1, ClassFile.of("0".repeat(64), SMALL)),
            new RelayMessage.FetchedClass(2, ClassFile.of("0".repeat(64), null)),
            new RelayMessage.FetchedClass(3, ClassFile.MISSING),
            new RelayMessage.ClientClosed("ann"),
            new RelayMessage.Listen(new CallId("ann", 1)),
            new LinkControl.Begin(
                1,
                new CallId("ann", 1),
                Long.MAX_VALUE,
                new RelayMessage.Listen(new CallId("ann", 1))),
            new LinkControl.Begin(2, null, 1, null),
            new LinkControl.Part(Long.MAX_VALUE, LAYOUT, ByteBuffer.wrap(LARGE.bytes())),
            new LinkControl.Part(1, LAYOUT, ByteBuffer.wrap(SMALL.bytes())),
            new LinkControl.SharedPart(1, LAYOUT, 7, 1_000_000),
            new LinkControl.End(1, null),
            new LinkControl.Refused(7, "it is damaged"),
            new LinkControl.Ended("a message is damaged"),
            new LinkControl.Withdrawn(1),
            new LinkControl.SegmentOffer("/dev/shm/multiengine-1.segment", 16, 1_000_000),
            new LinkControl.SegmentAnswer(true),
            new LinkControl.Bundle(
                List.of(
                    new RelayMessage.Cancel(new CallId("ann", 7), null),
                    new RelayMessage.Listen(new CallId("ann", 8)))));
    return Stream.of(submits, answers, others, ofTasks()).flatMap(bodies -> bodies).toList();
  }

  private static Stream<LinkMessage> ofTasks() {
    var id = new AttemptId(new TaskId("ann", Long.MAX_VALUE), 2);
    var life = new EngineLife(new EngineId(4), "life");
    var needs =
        new TaskNeeds(Set.of(new EngineId(7)), Set.of("gpu"), Map.of("memory", 1.5), "condition");
    var at = new TaskMessage.AtEngine(id, life);
    List<TaskOrder<TaskRequest>> orders =
        requests().stream()
            .filter(TaskRequest.class::isInstance)
            .map(TaskRequest.class::cast)
            .map(work -> new TaskOrder<>(id, "kind", needs, Set.of(life), -100, 17, work))
            .toList();
    var plain =
        new TaskOrder<TaskRequest>(id, "", TaskNeeds.none(), Set.of(), 0, 0, orders.get(0).work());
    List<TaskAnswer> answers =
        outcomes().stream().map(each -> new TaskAnswer(id, life, true, each, 12_345L)).toList();
    var unrun = new TaskAnswer(id, null, false, Outcome.failed(new EngineLost("gone")), 0);
    return Stream.of(
        new TaskMessage.Orders("ann", orders, true),
        new TaskMessage.Orders("ann", List.of(plain), false),
        new TaskMessage.Orders("", List.of(), true),
        new TaskMessage.Recall(List.of(id)),
        new TaskMessage.Cancel(id),
        new TaskMessage.Cut(id),
        new TaskMessage.Changes(
            List.of(at),
            answers,
            List.of(id),
            List.of(id),
            List.of(at),
            new NodeGrant(257, 3, 1, 2)),
        new TaskMessage.Changes(List.of(), List.of(unrun), List.of(), List.of(), List.of(), null),
        new TaskMessage.Shortened(id, -1),
        new TaskMessage.Progress(id, new Report(7, List.of(new Report.Printed(true, TEXT)))));
  }

  private static RelayMessage.Answer answer(int place, Outcome outcome) {
    var mark = new FailureMark(new EngineLife(new EngineId(4), "life"), Long.MAX_VALUE);
    return new RelayMessage.Answer(
        place, outcome, 1_700_000_000_000_000L, 0, place == 0 ? mark : null);
  }

  private static List<Series> series() {
    List<String> labels = List.of("role", "engine");
    List<Double> figures = List.of(Double.NaN, Double.POSITIVE_INFINITY, 5.0, 1e300);
    return Stream.of(Series.Kind.values())
        .map(kind -> new Series("a_b", TEXT, kind, labels, List.of(0.5, 10.0), figures))
        .toList();
  }

  public List<Object> messages() {
    var ids = List.of(new EngineId(0), new EngineId(1));
    var running = List.of(new EngineLife(new EngineId(0), "life"));
    var ended = List.of(new NodeReport.Ended(new EngineId(1), "gone"));
    Stream<Object> frames =
        linkMessages().stream().map(body -> new LinkFrame(link, 1, Long.MAX_VALUE, 7, 7, body));
    Stream<Object> others =
        Stream.of(
            new LinkFrame(link, 1, 0, 7, 7, null),
            TestSystems.ready(3, link),
            TestSystems.ready(3, link).lost("killed by SIGKILL"),
            new Engine.Start(),
            new Engine.Stop(),
            new EngineRegistrar.Assigned(running, 7, Long.MAX_VALUE),
            new NodeReport(
                "a", "groovy", 2, running, ended, List.of("killed"), "host", 7, 8, link, relay),
            new ClusterCommands.Shutdown(replies),
            new ClusterCommands.Stuck(Map.of("a", TEXT, "b", ""), counted.unsafeUpcast()),
            new ClusterCommands.StuckRecorded(),
            new ClusterCommands.Count("a", replies),
            new ClusterCommands.Counted(3),
            new ClusterCommands.RemoveLost(replies),
            new ClusterCommands.RemovedLost(ids),
            new ClusterCommands.ShutdownOrdered(),
            new ClusterCommands.Refused("it is no host"),
            new ShutdownOrder(registrar),
            new NodeRelay.Measure(measured),
            new NodeRelay.Measured(new MetricsSnapshot("one", series())),
            new NodeRelay.Measured(new MetricsSnapshot("", List.of())),
            new ClusterCommands.Add(2, addition),
            new EngineAddition.Started(1, 2),
            new EngineAddition.Added(ids),
            new EngineAddition.Refused("full"),
            new ClusterCommands.Exited("a", "exit status 1", counted));
    return Stream.concat(frames, others).toList();
  }
}
