package org.multiengine.bench.contender;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IExecutorService;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.multiengine.bench.table.Work;

/**
 * Hazelcast: a client of four members, each in a process of its own, with {@code IExecutorService}.
 */
public final class HazelcastEntrant implements Entrant {

  /** Found as a service. */
  public HazelcastEntrant() {}

  @Override
  public String label() {
    return "Hazelcast";
  }

  @Override
  public Contender start() throws Exception {
    JavaContender contender = new JavaContender();
    List<Child> children = new ArrayList<>();
    for (int i = 0; i < Work.ENGINES; i++) {
      children.add(contender.closing(Child.java(HazelcastNode.class, List.of())));
    }
    List<String> addresses = children.stream().map(Child::awaitReady).toList();
    contender.processes(() -> children.stream().flatMap(child -> child.pids().stream()).toList());
    ClientConfig config = new ClientConfig();
    config.setProperty("hazelcast.logging.type", "none");
    addresses.forEach(config.getNetworkConfig()::addAddress);
    HazelcastInstance client = HazelcastClient.newHazelcastClient(config);
    contender.closing(client::shutdown);
    while (client.getCluster().getMembers().size() < Work.ENGINES) {
      Thread.onSpinWait();
    }
    IExecutorService executor = client.getExecutorService("bench");
    List<Member> members =
        client.getCluster().getMembers().stream()
            .sorted(Comparator.comparing(member -> member.getAddress().getPort()))
            .toList();
    new ByNode<>(
            members,
            new ByNode.Sender<Member>() {
              @Override
              public <T> Future<T> send(Callable<T> task, Member member) {
                return executor.submitToMember(task, member);
              }
            })
        .fill(contender);
    return contender;
  }
}
