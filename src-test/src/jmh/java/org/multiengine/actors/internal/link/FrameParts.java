package org.multiengine.actors.internal.link;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.multiengine.actors.internal.link.frame.FrameFormat;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.membership.NodeConfig;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Request;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What it takes to write and to read the frames of a call on one engine. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
public class FrameParts {

  private static final String CLIENT = "4e7c4c5e-3b3c-4d0e-9d6b-0c6a2a7f8f10/1";

  private final ActorSystem<Object> system =
      ActorSystem.create(Behaviors.ignore(), "frames", NodeConfig.load());
  private final ActorRef<LinkFrame> from = system.<LinkFrame>deadLetters();
  private final FrameFormat format = new FrameFormat(system);
  private final LinkFrame request = new LinkFrame(from, 1, 7, 6, 6, submit());
  private final LinkFrame answer = new LinkFrame(from, 1, 7, 6, 6, answers());
  private final ByteBuffer writtenRequest = format.write(request);
  private final ByteBuffer writtenAnswer = format.write(answer);

  private static RelayMessage submit() {
    var target = new RelayMessage.Target(0, new EngineLife(new EngineId(0), CLIENT), 0);
    return new RelayMessage.Submit(
        new CallId(CLIENT, 9), List.of(target), new Request.Execute("a=5"), false, false);
  }

  private static RelayMessage answers() {
    Instant now = Instant.now();
    var record = new CommandRecord(new EngineId(0), 9, "a=5", "", "", "5", null, now, now);
    var only = new RelayMessage.Answer(0, new Outcome.Executed(record), 1, 2, null);
    return new RelayMessage.Answers(new CallId(CLIENT, 9), List.of(only));
  }

  /** Ends the actor system. */
  @TearDown
  public void close() {
    system.terminate();
  }

  /** A request to run a short text. */
  @Benchmark
  public Object writeRequest() {
    return format.write(request);
  }

  /** The same. */
  @Benchmark
  public Object readRequest() {
    return format.read(from, writtenRequest.duplicate());
  }

  /** Its answer. */
  @Benchmark
  public Object writeAnswer() {
    return format.write(answer);
  }

  /** The same. */
  @Benchmark
  public Object readAnswer() {
    return format.read(from, writtenAnswer.duplicate());
  }
}
