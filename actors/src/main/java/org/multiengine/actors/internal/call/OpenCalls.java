package org.multiengine.actors.internal.call;

import akka.actor.typed.ActorRef;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.internal.link.Link;
import org.multiengine.actors.internal.link.Links;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.actors.internal.settings.MultiengineSettings;
import org.multiengine.core.dispatch.CallDispatcher;
import org.multiengine.core.dispatch.Instruction;
import org.multiengine.core.dispatch.InstructionQueue;
import org.multiengine.core.error.AccessDenied;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of a controller that have not ended: carries out what the {@link CallDispatcher}
 * decides, over the controller's links. Used by the controller alone.
 */
final class OpenCalls {

  private static final Logger LOG = LoggerFactory.getLogger(OpenCalls.class);

  /** The setting that limits the number of requests. */
  private static final String MAX_REQUESTS = "multiengine.call.max-open-requests";

  private final Map<CallId, Call> calls = new HashMap<>();
  private final CallDispatcher<ActorRef<LinkFrame>> dispatcher;
  private final Links<RelayMessage> links;
  private final ReadyEngines engines;
  private final InstructionQueue<ActorRef<LinkFrame>> instructions =
      new InstructionQueue<>(new Performer());
  private final long maxRequests;
  private long lastNumber;

  /** The number of requests of all calls: a call has one for each of its engines. */
  private long requests;

  OpenCalls(
      MultiengineSettings.CallSettings settings, Links<RelayMessage> links, ReadyEngines engines) {
    this.dispatcher = new CallDispatcher<>(settings.window());
    this.maxRequests = settings.maxOpenRequests();
    this.links = links;
    this.engines = engines;
  }

  /** Returns the number of requests that wait for room on their engines; safe for any thread. */
  LongAdder waiting() {
    return dispatcher.waiting();
  }

  /** Returns the number of the next call. */
  long nextNumber() {
    return ++lastNumber;
  }

  @Nullable Call find(CallId id) {
    return calls.get(id);
  }

  /** Returns why a call cannot be made; null if it can. */
  @Nullable KernelError check(Controller.Submit submit, int targets) {
    if (calls.containsKey(submit.call())) {
      return new KernelError("a call with the id " + submit.call() + " is running");
    }
    int parts = submit.requests().size();
    if (parts != 1 && parts != targets) {
      return new KernelError(
          parts
              + " parts do not fit "
              + targets
              + " engines: the set of engines has changed; call again");
    }
    if (requests > 0 && requests + targets > maxRequests) {
      return QueueFull.of(
          MAX_REQUESTS,
          maxRequests,
          "the open calls of this process have "
              + requests
              + " requests, and its limit is "
              + maxRequests
              + "; wait for results");
    }
    try {
      submit.requests().forEach(Request::size);
      return null;
    } catch (RuntimeException broken) {
      return cannotBeSent(broken);
    }
  }

  /** Returns the newest failure of a client on each engine that is known now. */
  Map<EngineLife, Long> failuresSeen(String client) {
    return dispatcher.failuresSeen(client);
  }

  /** Sends the requests of a call: one for all targets, or one for each. */
  void start(Call call, List<Request> parts) {
    calls.put(call.id(), call);
    requests += call.targets().size();
    instructions.perform(dispatcher.submit(call, parts));
    if (parts.get(0) instanceof Request.Kill) {
      engines.remove(call.targets());
    }
  }

  private final class Performer implements Instruction.Performer<ActorRef<LinkFrame>> {

    @Override
    public void send(Instruction.Send<ActorRef<LinkFrame>> send) {
      Call call = (Call) send.call();
      Link<RelayMessage> link = links.to(send.node());
      KernelError refusal = attempt(link, call.message(send.request(), send.places()));
      instructions.perform(
          refusal == null ? dispatcher.sent(send) : dispatcher.refused(send, refusal));
      if (send.clientClosed()) {
        links.send(link, new RelayMessage.ClientClosed(call.id().client()));
      }
    }

    @Override
    public void fail(Instruction.Fail<ActorRef<LinkFrame>> fail) {
      Call call = calls.get(fail.part().call());
      if (call != null) {
        call.gather().failed(fail.part().place(), fail.error());
      }
    }
  }

  /** Returns why a message cannot be sent; null if it is on its way. */
  private @Nullable KernelError attempt(Link<RelayMessage> link, RelayMessage message) {
    try {
      links.send(link, message);
      return null;
    } catch (QueueFull full) {
      return full;
    } catch (RuntimeException broken) {
      LOG.error("a request cannot be sent", broken);
      return cannotBeSent(broken);
    }
  }

  private static KernelError cannotBeSent(RuntimeException cause) {
    return new KernelError("the request cannot be sent: " + cause, cause);
  }

  /** Handles the outcomes that a node sends. */
  void answered(RelayMessage.Answers answers) {
    dispatcher.noteFailures(answers.call().client(), answers.answers());
    Call call = calls.get(answers.call());
    if (call == null) {
      return;
    }
    if (answers.answers().stream().allMatch(each -> call.has(each.place()))) {
      restoreRefused(call, answers.answers());
      call.gather().answered(answers.answers());
      instructions.perform(dispatcher.answered(call, answers.answers()));
    } else {
      LOG.warn("a node answers for engines that call {} does not go to", call.id());
    }
  }

  /** Takes back engines that a guard has kept from being killed. */
  private void restoreRefused(Call call, List<RelayMessage.Answer> answers) {
    List<EngineEntry> refused =
        answers.stream()
            .filter(answer -> answer.outcome().failedWith(AccessDenied.class))
            .map(answer -> call.targets().get(answer.place()))
            .toList();
    if (!refused.isEmpty()) {
      engines.restore(refused);
    }
  }

  /** Has the requests of a call report from now on. */
  void listen(CallId id) {
    Call call = calls.get(id);
    if (call != null) {
      call.listen();
      sendToNodes(call, new RelayMessage.Listen(id));
    }
  }

  /**
   * Cancels a call.
   *
   * @param why the error of its requests that have not begun to run
   * @param limit the time limit that the call has passed; null if its client cancels it
   */
  void cancel(Call call, KernelError why, @Nullable Duration limit) {
    instructions.perform(dispatcher.cancel(call, why));
    links(call).forEach(link -> withdraw(link, call, why));
    sendToNodes(call, new RelayMessage.Cancel(call.id(), limit));
  }

  /** Ends what is still on its way to a node, as the node would have. */
  private void withdraw(Link<RelayMessage> link, Call call, KernelError why) {
    for (RelayMessage withdrawn : link.withdraw(message -> isSubmitOf(message, call.id()))) {
      notRun(call, (RelayMessage.Submit) withdrawn, why);
    }
    links.watch(link);
  }

  /** Ends the requests of a message that no engine has received. */
  private void notRun(Call call, RelayMessage.Submit submit, KernelError why) {
    if (submit.request() instanceof Request.Kill) {
      engines.restore(submit.targets().stream().map(to -> call.targets().get(to.place())).toList());
    }
    Outcome failed = Outcome.failed(why);
    answered(
        new RelayMessage.Answers(
            call.id(),
            submit.targets().stream()
                .map(target -> RelayMessage.Answer.withoutRun(target.place(), failed))
                .toList()));
  }

  /** Handles that a node cannot read a message. */
  void unreadable(RelayMessage message, String reason) {
    if (message instanceof RelayMessage.Submit submit) {
      Call call = calls.get(submit.call());
      if (call != null) {
        notRun(call, submit, new KernelError("the node cannot read the request: " + reason));
      }
    } else {
      LOG.warn("a node cannot read {}: {}", message.getClass().getSimpleName(), reason);
    }
  }

  /** Fails what a node will never answer, because the link to it has ended. */
  void linkEnded(ActorRef<LinkFrame> relay, String reason) {
    var error =
        new KernelError(
            "the link to the engine's node has ended, so that the request may have run or not: "
                + reason);
    Set<EngineLife> lives = new LinkedHashSet<>();
    calls.values().stream()
        .flatMap(call -> call.targets().stream())
        .filter(target -> target.relay().equals(relay))
        .forEach(target -> lives.add(target.life()));
    lives.forEach(life -> instructions.perform(dispatcher.lost(life, error)));
    List.copyOf(calls.values()).forEach(call -> call.gather().linkEnded(relay, error));
  }

  private static boolean isSubmitOf(RelayMessage message, CallId id) {
    return message instanceof RelayMessage.Submit submit && submit.call().equals(id);
  }

  private List<Link<RelayMessage>> links(Call call) {
    return call.relays().stream().map(links::find).filter(Objects::nonNull).toList();
  }

  private void sendToNodes(Call call, RelayMessage message) {
    links(call).forEach(link -> links.send(link, message));
  }

  /** Closes a client. */
  void clientClosed(String client) {
    links.all().forEach(link -> links.send(link, new RelayMessage.ClientClosed(client)));
    dispatcher.clientClosed(client);
  }

  /** Forgets a call that has ended; returns it, null if it was forgotten before. */
  @Nullable Call remove(CallId id) {
    Call call = calls.remove(id);
    if (call != null) {
      requests -= call.targets().size();
      instructions.perform(dispatcher.forget(call));
      stopSending(call);
    }
    return call;
  }

  /** Takes back large values that a node has refused meanwhile. */
  private void stopSending(Call call) {
    for (Link<RelayMessage> link : links.all()) {
      if (link.isSendingLarge()
          && !link.withdraw(message -> isSubmitOf(message, call.id())).isEmpty()) {
        links.watch(link);
      }
    }
  }

  /** Fails what an engine that has gone will never answer. */
  void engineGone(ReadyEngines.Gone gone) {
    instructions.perform(dispatcher.lost(gone.entry().life(), gone.error()));
  }

  /** Fails what a node that has gone will never answer, also for engines that are killed. */
  void nodeGone(ActorRef<LinkFrame> relay, String reason) {
    calls.values().forEach(call -> call.gather().nodeGone(relay, reason));
  }

  /** Ends all calls, because the controller ends. */
  void stop() {
    calls.values().forEach(call -> call.gather().stopped());
  }
}
