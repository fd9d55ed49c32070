package org.multiengine.actors.internal.membership;

import akka.cluster.ConfigValidation;
import akka.cluster.Invalid;
import akka.cluster.JoinConfigCompatChecker;
import akka.cluster.Valid$;
import com.typesafe.config.Config;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Lets a node join only if its {@link Versions} equal those of the cluster. Akka runs the check on
 * both sides: on a node of the cluster and on the node that joins.
 */
public final class VersionCheck extends JoinConfigCompatChecker {

  private static final Logger LOG = LoggerFactory.getLogger(VersionCheck.class);

  /** Creates a check; called by Akka, which finds the class in the configuration. */
  public VersionCheck() {}

  @Override
  public Seq<String> requiredKeys() {
    return CollectionConverters.asScala(Versions.keys()).toSeq();
  }

  @Override
  public ConfigValidation check(Config toCheck, Config actualConfig) {
    Versions other = Versions.in(toCheck);
    Versions own = Versions.in(actualConfig);
    if (other.equals(own)) {
      return Valid$.MODULE$;
    }
    String message =
        "the versions of the two nodes differ; run the same on both:"
            + own.besides("here", other, "there");
    LOG.warn("a node does not join: {}", message);
    return new Invalid(CollectionConverters.asScala(List.of(message)).toSeq());
  }
}
