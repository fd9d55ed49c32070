package org.multiengine.magics.command;

import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.cluster.ClusterOptionsBuilder;
import org.multiengine.client.join.PortRange;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of a host that say where it listens, whom it joins and who may join it. */
final class HostOptions {

  /** Reads ports as {@link PortRange#parse} does. */
  static final class Ports implements ITypeConverter<PortRange> {
    @Override
    public PortRange convert(String text) {
      try {
        return PortRange.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = {
        "The address of the host and its engines (default: ${DEFAULT-VALUE}). Other machines reach",
        "them only at another one than a loopback address; 0.0.0.0 is all this machine has."
      })
  private String bind = "127.0.0.1";

  @Option(
      names = "--advertise",
      paramLabel = "ADDRESS",
      description = {
        "The name or address at which other machines reach this one, if it is not the one it",
        "binds to."
      })
  private @Nullable String advertise;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      converter = Ports.class,
      description = {
        "The port of the host, or a range as 25520-25529 of which it takes the first that is",
        "free; 0 for any that is free (default: ${DEFAULT-VALUE})."
      })
  private PortRange ports = PortRange.ANY;

  @Option(
      names = "--engine-ports",
      paramLabel = "RANGE",
      defaultValue = "0",
      converter = Ports.class,
      description = "The ports of engine processes, one each (default: any that are free).")
  private PortRange enginePorts = PortRange.ANY;

  @Option(
      names = "--join",
      paramLabel = "FILE",
      description = {
        "Becomes a host of the running cluster that has written this connection.json."
      })
  private @Nullable Path join;

  @Option(
      names = "--seed-nodes",
      paramLabel = "HOST:PORT",
      split = ",",
      description = {
        "The hosts that make up the cluster, the same list for each: the first founds it. Takes"
            + " the",
        "place of the addresses in the file of --join; without it, authority.pem in the cluster's",
        "folder has to be the same for all."
      })
  private List<String> seedNodes = List.of();

  @Option(
      names = "--insecure",
      description = {
        "Connections are not secured: every user of this machine can run code on the engines.",
        "Only on loopback."
      })
  private boolean insecure;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      description = {
        "Has the engines measured, and serves the figures for Prometheus at /metrics and the",
        "health of the host at /health; 0 for any port that is free."
      })
  private @Nullable Integer metricsPort;

  @Option(
      names = "--metrics-address",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Where the figures are served (default: ${DEFAULT-VALUE}).")
  private String metricsAddress = "127.0.0.1";

  /** Sets these options. */
  void apply(ClusterOptionsBuilder builder) {
    builder.bind(bind).ports(ports).enginePorts(enginePorts).seedNodes(seedNodes);
    if (advertise != null) {
      builder.advertise(advertise);
    }
    if (join != null) {
      builder.join(join);
    }
    if (insecure) {
      builder.insecure();
    }
    if (metricsPort != null) {
      builder.metrics(new InetSocketAddress(metricsAddress, metricsPort));
    }
  }

  /** Returns them as they are written on a command line. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    arguments.add("--bind=" + bind);
    arguments.add("--port=" + ports);
    arguments.add("--engine-ports=" + enginePorts);
    if (advertise != null) {
      arguments.add("--advertise=" + advertise);
    }
    if (join != null) {
      arguments.add("--join=" + join.toAbsolutePath());
    }
    if (!seedNodes.isEmpty()) {
      arguments.add("--seed-nodes=" + String.join(",", seedNodes));
    }
    if (insecure) {
      arguments.add("--insecure");
    }
    if (metricsPort != null) {
      arguments.add("--metrics-port=" + metricsPort);
      arguments.add("--metrics-address=" + metricsAddress);
    }
    return arguments;
  }

  /** Says what it means to leave connections open. */
  void warnIfInsecure(PrintWriter err) {
    if (insecure) {
      err.println(
          "multiengine: warning: connections are not secured; every user of this machine can run"
              + " code as you");
      err.flush();
    }
  }
}
