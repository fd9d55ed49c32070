package org.multiengine.bench.contender;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCompute;
import org.apache.ignite.Ignition;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.lang.IgniteFuture;
import org.multiengine.bench.table.Work;

/** Ignite: a client node of four servers, each in a process of its own, with its compute grid. */
public final class IgniteEntrant implements Entrant {

  /** Found as a service. */
  public IgniteEntrant() {}

  @Override
  public String label() {
    return "Ignite";
  }

  @Override
  public Contender start() throws Exception {
    JavaContender contender = new JavaContender();
    List<Child> children = new ArrayList<>();
    for (int i = 0; i < Work.ENGINES; i++) {
      children.add(contender.closing(Child.java(IgniteNode.class, List.of(), Integer.toString(i))));
    }
    children.forEach(Child::awaitReady);
    contender.processes(() -> children.stream().flatMap(child -> child.pids().stream()).toList());
    Ignite client = Ignition.start(IgniteNode.configuration("client").setClientMode(true));
    contender.closing(client);
    List<IgniteCompute> nodes = new ArrayList<>();
    for (ClusterNode node : client.cluster().forServers().nodes()) {
      nodes.add(client.compute(client.cluster().forNode(node)));
    }
    new ByNode<>(
            nodes,
            new ByNode.Sender<IgniteCompute>() {
              @Override
              public <T> Future<T> send(Callable<T> task, IgniteCompute node) {
                return new Waiting<>(node.callAsync(task::call));
              }
            })
        .fill(contender);
    return contender;
  }

  private record Waiting<T>(IgniteFuture<T> future) implements Future<T> {

    @Override
    public boolean cancel(boolean interrupts) {
      return future.cancel();
    }

    @Override
    public boolean isCancelled() {
      return future.isCancelled();
    }

    @Override
    public boolean isDone() {
      return future.isDone();
    }

    @Override
    public T get() {
      return future.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) {
      return future.get(timeout, unit);
    }
  }
}
