package org.multiengine.actors.internal.door;

import akka.cluster.Member;
import akka.cluster.typed.Cluster;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.multiengine.actors.internal.membership.NodeRoles;

/** The processes of a cluster that clients can reach, as its membership shows them. */
final class Processes {

  private final Cluster cluster;

  Processes(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Returns the name of this process, which no other process of the cluster ever has. */
  String own() {
    return nameOf(cluster.selfMember());
  }

  private static String nameOf(Member member) {
    return member.uniqueAddress().toString();
  }

  /** Returns a process; empty if it is not or no longer a member. */
  Optional<ControlMessage.ProcessRow> find(String process) {
    return members().filter(member -> nameOf(member).equals(process)).findFirst().map(this::row);
  }

  /** Returns the processes by the addresses of their nodes. */
  Map<String, String> byNode() {
    return members()
        .collect(
            Collectors.toMap(
                member -> member.address().toString(), Processes::nameOf, (one, other) -> other));
  }

  /** Returns the processes of these names. */
  List<ControlMessage.ProcessRow> named(Set<String> processes) {
    return members()
        .filter(member -> processes.contains(nameOf(member)))
        .map(this::row)
        .sorted((a, b) -> a.process().compareTo(b.process()))
        .toList();
  }

  /** Returns the addresses of the doors of all hosts. */
  List<String> doors() {
    return members()
        .filter(member -> member.hasRole(NodeRoles.HOST))
        .flatMap(member -> NodeRoles.doorOf(member.getRoles()).stream())
        .distinct()
        .sorted()
        .toList();
  }

  private ControlMessage.ProcessRow row(Member member) {
    return new ControlMessage.ProcessRow(
        nameOf(member),
        NodeRoles.slotOf(member.getRoles()).orElse(""),
        NodeRoles.doorOf(member.getRoles()).orElse(""));
  }

  private Stream<Member> members() {
    return StreamSupport.stream(cluster.state().getMembers().spliterator(), false);
  }
}
