package org.multiengine.actors.internal.door;

import akka.actor.Address;
import akka.actor.typed.ActorRef;
import akka.cluster.ClusterEvent;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.UniqueAddress;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.ClusterCommand;
import akka.cluster.typed.ClusterStateSubscription;
import akka.util.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import scala.Option;
import scala.collection.immutable.Map$;
import scala.collection.immutable.TreeSet$;
import scala.jdk.javaapi.CollectionConverters;

/** A cluster whose members a test adds and removes. This process is the first one. */
final class TestMembers extends Cluster {

  private final List<Member> members = new ArrayList<>();

  /** Adds a member; returns the name of its process. */
  String add(int number, String... roles) {
    return add(number, number, roles);
  }

  /**
   * Adds a member.
   *
   * @param number the number of its address
   * @param uid the number of its process
   * @return the name of its process
   */
  String add(int number, long uid, String... roles) {
    var member =
        new Member(
            new UniqueAddress(address(number), uid),
            members.size() + 1,
            MemberStatus.up(),
            CollectionConverters.asScala(Set.of(roles)).toSet(),
            Version.Zero());
    members.add(member);
    return member.uniqueAddress().toString();
  }

  void remove(int number) {
    members.removeIf(member -> member.address().equals(address(number)));
  }

  /** Returns the address of the node of a member. */
  static String node(int number) {
    return address(number).toString();
  }

  private static Address address(int number) {
    return new Address("akka", "multiengine", "10.0.0.1", 10_000 + number);
  }

  @Override
  public Member selfMember() {
    return members.get(0);
  }

  @Override
  public ClusterEvent.CurrentClusterState state() {
    var sorted = TreeSet$.MODULE$.newBuilder(Member.ordering());
    members.forEach(sorted::addOne);
    return new ClusterEvent.CurrentClusterState(
        sorted.result(), none(), none(), Option.empty(), Map$.MODULE$.empty(), none(), none());
  }

  private static <T> scala.collection.immutable.Set<T> none() {
    return CollectionConverters.asScala(Set.<T>of()).toSet();
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public ActorRef<ClusterStateSubscription> subscriptions() {
    throw new AssertionError("nobody subscribes");
  }

  @Override
  public ActorRef<ClusterCommand> manager() {
    throw new AssertionError("nobody commands");
  }
}
