package org.multiengine.client;

import akka.actor.typed.ActorSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.admin.ClusterPorts;
import org.multiengine.actors.internal.membership.NodeConfig;
import org.multiengine.client.internal.call.EngineSubscriptions;
import org.multiengine.client.internal.call.OpenSessions;
import org.multiengine.client.internal.call.Session;
import org.multiengine.client.internal.connection.ConnectionData;
import org.multiengine.client.internal.join.ClientNode;
import org.multiengine.client.internal.join.ClusterConnection;
import org.multiengine.client.internal.join.HostWatch;
import org.multiengine.client.internal.task.TaskSession;
import org.multiengine.client.join.ClusterFolder;
import org.multiengine.client.task.LoadBalancedView;
import org.multiengine.client.taskclient.TaskClient;
import org.multiengine.core.CompositeError;
import org.multiengine.core.EngineInfoList;
import org.multiengine.core.Pending;
import org.multiengine.core.Targets;
import org.multiengine.core.error.KernelError;

/**
 * A client of the multiengine interface: a view of its default targets, which are all engines until
 * {@link #setTargets} says otherwise, and the source of other views.
 *
 * <pre>{@code
 * try (LocalCluster cluster = LocalCluster.start(4);
 *     MultiEngineClient mec = cluster.connect()) {
 *   mec.execute("a = 5");
 *   System.out.println(mec.pull("a"));
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads; the order in which two threads' calls reach an engine is then
 * the order in which they were made.
 */
public final class MultiEngineClient extends DirectView implements AutoCloseable {

  /** All engines; unlike {@link Targets#all}, no error if there are none. */
  private static final Targets ALL_OR_NONE = Targets.parse("0:");

  private final Runnable leave;
  private final EngineSubscriptions subscriptions = new EngineSubscriptions(this::isClosed);
  private final ClientLibraries libraries = new ClientLibraries(this);
  private volatile Targets targets = Targets.all();
  private @Nullable TaskSession tasks;
  private @Nullable TaskClient taskClient;

  private MultiEngineClient(Session session, Runnable leave) {
    super(session, Targets.all(), ViewOptions.DEFAULT);
    this.leave = leave;
  }

  /**
   * Connects to the running cluster of this user on this machine that has the default name.
   *
   * @throws KernelError if there is none, or it does not admit this client
   */
  public static MultiEngineClient connect() {
    return connect(new ClusterFolder(ClusterFolder.DEFAULT_NAME).connectionFile());
  }

  /**
   * Connects to a running cluster. This JVM does not become a member of the cluster: it connects to
   * the hosts, and nothing connects to it. All clients of this JVM and of one cluster share their
   * connections. If a connection breaks, calls wait for the next one up to {@code
   * multiengine.door.resume-within}. Only to the cluster of an application, this JVM is added as a
   * node until the client is closed.
   *
   * @param connectionFile the file that the cluster's host has written
   * @throws KernelError if the file cannot be read, or the cluster does not admit this client
   *     within {@code multiengine.client.join-limit}
   */
  public static MultiEngineClient connect(Path connectionFile) {
    ConnectionData connection = ConnectionData.read(connectionFile);
    HostWatch.requireHost(connection);
    if (connection.isOfApplication()) {
      return join(connection);
    }
    ClusterConnection opened = ClusterConnection.open(connectionFile, connection);
    return new MultiEngineClient(
        new Session(
            NodeConfig.load(), ClusterPorts.of(opened.system()), OpenSessions.of(opened.system())),
        opened::close);
  }

  private static MultiEngineClient join(ConnectionData connection) {
    ClientNode node = ClientNode.join(connection);
    var client = new MultiEngineClient(sessionOn(node.system()), node::close);
    HostWatch.start(connection, node.system(), OpenSessions.of(node.system())::end);
    return client;
  }

  /**
   * Creates a client in an application's own actor system, which must be a member of the cluster
   * that holds the engines. Closing the client leaves the system alone.
   */
  public static MultiEngineClient attach(ActorSystem<?> system) {
    return new MultiEngineClient(sessionOn(system), () -> {});
  }

  private static Session sessionOn(ActorSystem<?> system) {
    return new Session(
        system.settings().config(), ClusterPorts.of(system), OpenSessions.of(system));
  }

  @Override
  public Targets targets() {
    return targets;
  }

  /** Sets the targets of calls made on this object from now on. */
  public void setTargets(Targets newTargets) {
    this.targets = newTargets;
  }

  /**
   * Returns a view of these engines, in this order. An engine that is named twice runs each call
   * twice; with an empty array calls run nowhere. Without any argument, {@link #engines()} is
   * called instead.
   */
  public DirectView engines(int... ids) {
    return view(Targets.of(ids));
  }

  /**
   * Returns the state of all engines, ordered by id, whatever the targets of this client: where
   * each is, its process and memory, what it runs and since when; of engines that are being started
   * or are lost, what the registry knows. Empty if there are none. Answered at once, also by an
   * engine that is running something.
   *
   * <p>An engine that ends meanwhile is listed as lost, and one that does not answer within {@code
   * multiengine.client.info-wait} as silent; neither is an error.
   */
  @Override
  public EngineInfoList engines() {
    return await(enginesAsync());
  }

  /** Returns the state of all engines, without waiting; see {@link #engines()}. */
  @Override
  public PendingResult<EngineInfoList> enginesAsync() {
    return survey(ALL_OR_NONE, newSurvey()::everyone);
  }

  /** Returns a view of all engines that exist when a call is made. */
  public DirectView all() {
    return view(Targets.all());
  }

  /** Returns a view of these targets. */
  public DirectView view(Targets ofTargets) {
    return new DirectView(session(), ofTargets, ViewOptions.DEFAULT);
  }

  /**
   * Returns a view that has any engine run its work, whichever is free: single tasks, maps, and
   * streams. The targets of this client do not matter to it.
   */
  public LoadBalancedView balanced() {
    return LoadBalancedView.of(taskSession());
  }

  /** Returns a view that has any of some engines run its work. */
  public LoadBalancedView balanced(Targets among) {
    return balanced().among(among);
  }

  /** Returns the task client of IPython 0.10, which is the same at each call. */
  public synchronized TaskClient tasks() {
    TaskClient known = taskClient;
    if (known == null) {
      known = TaskClient.of(taskSession());
      taskClient = known;
    }
    return known;
  }

  private synchronized TaskSession taskSession() {
    TaskSession known = tasks;
    if (known == null) {
      known = new TaskSession(session(), session().scheduler());
      tasks = known;
    }
    return known;
  }

  /**
   * Adds engines to the cluster and waits until they take requests. Its host starts them as it
   * started the others; they hold nothing yet. {@link #kill()} on a view removes engines again.
   *
   * <pre>{@code
   * List<Integer> added = mec.addEngines(2);
   * mec.engines(added.get(0)).execute("a = 5");
   * }</pre>
   *
   * @param count how many, at least 1
   * @return the ids of the new engines in ascending order
   * @throws KernelError if this cluster cannot have more engines, because it is full ({@code
   *     multiengine.registry.max-engines}) or its engines run in the JVM of a program; if the
   *     settings of its host do not allow it; if an engine does not start; if the connection to the
   *     host breaks; or if the start takes longer than {@code multiengine.client.add-limit}.
   *     Engines that have started stay
   */
  public List<Integer> addEngines(int count) {
    return await(addEnginesAsync(count));
  }

  /**
   * Adds engines without waiting, as {@link #addEngines(int)} does. The progress of the result
   * counts the engines that take requests; cancelling it stops the wait, not the engines.
   */
  public PendingResult<List<Integer>> addEnginesAsync(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("at least one engine can be added: " + count);
    }
    return new PendingResult<>(session().addEngines(count));
  }

  /**
   * Removes all lost engines, for example when their machine will not come back: they are no longer
   * listed, and their ids may be given again. If their process comes back after all, it has new
   * engines.
   *
   * @return their ids in ascending order
   * @throws KernelError if no host answers, or the settings of the host do not allow it
   */
  public List<Integer> removeLost() {
    return session().removeLost();
  }

  /**
   * Adds jars to the libraries of scripts on all engines, and waits until all have them. Scripts
   * see their classes from then on. Engines that become ready while this client is open receive
   * them, too; a script that is sent to such an engine at once may run before. The option {@code
   * --classpath} of {@code multiengine start} gives libraries to all engines from their start.
   *
   * @param jars the jars, on this machine
   * @throws KernelError if a file is no jar or cannot be read, or another version of it has been
   *     added
   * @throws CompositeError if engines have another version of a library
   */
  public void addLibraries(Path... jars) {
    libraries.add(List.of(jars));
  }

  /** Returns the file names of the jars that this client has added. */
  public List<String> libraries() {
    return libraries.names();
  }

  /**
   * Adds a listener to changes of the engines of the cluster from now on: that they become ready,
   * are stuck, lost, restarted, or removed. It is called no more when this client is closed.
   *
   * <pre>{@code
   * Subscription watching = mec.onEngines(event -> System.out.println(event));
   * }</pre>
   */
  public Subscription onEngines(EngineListener listener) {
    return subscriptions.add(
            session().directory(), change -> listener.engineChanged(EngineEvent.of(change)))
        ::run;
  }

  /**
   * Waits until all these calls and tasks have ended. How they ended is known from their results
   * (reference, 5.4).
   *
   * @throws KernelError if this thread is interrupted while it waits; the calls go on
   */
  public void barrier(Collection<? extends Pending<?>> pendings) {
    Barrier.await(pendings);
  }

  /** Waits until all of them have ended, as {@link #barrier(Collection)} does. */
  public void barrier(Pending<?>... pendings) {
    barrier(List.of(pendings));
  }

  /**
   * Waits for a limited time until all these calls and tasks have ended.
   *
   * @return whether they have
   * @throws KernelError if this thread is interrupted while it waits; the calls go on
   */
  public boolean barrier(Collection<? extends Pending<?>> pendings, Duration limit) {
    return Barrier.await(pendings, limit);
  }

  /**
   * Drops all results that nobody has fetched (reference, 5.5). Results that are ready fail with
   * InvalidDeferredID from then on, and waits for others fail with AbortedPendingDeferredError.
   * What has been submitted still runs.
   */
  public void flush() {
    session().flush();
  }

  /** Does the same as {@link #flush()}, under its other name. */
  public void clearPendingResults() {
    flush();
  }

  /**
   * Allows engines to send values of more classes to this client, in addition to those of the JDK
   * and of the packages of functions and values it has sent.
   *
   * @param name a class, or a package with a dot at its end, as in {@code "com.acme."}
   */
  public void allowClasses(String name) {
    session().values().allow(name);
  }

  /** Returns the targets of this client and the number of engines, or that it is closed. */
  @Override
  public String toString() {
    if (isClosed()) {
      return "MultiEngineClient[closed]";
    }
    int engines = session().directory().ids().size();
    String count = engines == 1 ? "1 engine" : engines + " engines";
    return "MultiEngineClient[" + targets + " of " + count + "]";
  }

  /** Returns whether the client is closed: by its user, or because its cluster has ended. */
  public boolean isClosed() {
    return session().isClosed();
  }

  /** Ends the client: its open calls fail here, the engines go on with what they have. */
  @Override
  public void close() {
    if (isClosed()) {
      return;
    }
    subscriptions.close();
    session().close();
    leave.run();
  }
}
