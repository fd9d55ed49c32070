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

/** The options of a host for its addresses, its cluster and its security. */
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
      description =
          "Address at which the host and its engines listen (default: ${DEFAULT-VALUE}). A loopback"
              + " address is reachable from this machine only; 0.0.0.0 means all addresses of this"
              + " machine.")
  private String bind = "127.0.0.1";

  @Option(
      names = "--advertise",
      paramLabel = "ADDRESS",
      description =
          "Name or address at which other machines reach this host, if it differs from the address"
              + " of --bind.")
  private @Nullable String advertise;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      converter = Ports.class,
      description =
          "Port of the host, or a range such as 25520-25529 from which the host takes the first"
              + " free port; 0 means any free port (default: ${DEFAULT-VALUE}).")
  private PortRange ports = PortRange.ANY;

  @Option(
      names = "--engine-ports",
      paramLabel = "RANGE",
      defaultValue = "0",
      converter = Ports.class,
      description =
          "Range of ports for the engine processes, one port for each (default: any free ports).")
  private PortRange enginePorts = PortRange.ANY;

  @Option(
      names = "--door-port",
      paramLabel = "PORT",
      converter = Ports.class,
      description =
          "Port at which clients connect to the host, or a range from which the host takes the"
              + " first free port; 0 means any free port (default: the setting"
              + " multiengine.host.door.port).")
  private @Nullable PortRange doorPorts;

  @Option(
      names = "--join",
      paramLabel = "FILE",
      description = "Joins the running cluster that wrote this connection.json, as a further host.")
  private @Nullable Path join;

  @Option(
      names = "--seed-nodes",
      paramLabel = "HOST:PORT",
      split = ",",
      description =
          "Hosts that make up the cluster, in the same order on every host; the first one founds"
              + " the cluster. The list replaces the addresses in the file of --join. Without"
              + " --join, the file authority.pem in the cluster's folder must be the same on all"
              + " hosts.")
  private List<String> seedNodes = List.of();

  @Option(
      names = "--insecure",
      description =
          "Disables TLS: every user of this machine can then run code on the engines. Allowed only"
              + " on a loopback address.")
  private boolean insecure;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      description =
          "Port at which the host serves metrics for Prometheus at /metrics and its health at"
              + " /health; 0 means any free port. Without this option nothing is measured.")
  private @Nullable Integer metricsPort;

  @Option(
      names = "--metrics-address",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address at which metrics are served (default: ${DEFAULT-VALUE}).")
  private String metricsAddress = "127.0.0.1";

  /** Sets these options in a builder. */
  void apply(ClusterOptionsBuilder builder) {
    builder.bind(bind).ports(ports).enginePorts(enginePorts).seedNodes(seedNodes);
    if (doorPorts != null) {
      builder.doorPorts(doorPorts);
    }
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

  /** Returns these options as arguments of a command line. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    arguments.add("--bind=" + bind);
    arguments.add("--port=" + ports);
    arguments.add("--engine-ports=" + enginePorts);
    if (doorPorts != null) {
      arguments.add("--door-port=" + doorPorts);
    }
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

  /** Prints a warning if connections are not secured. */
  void warnIfInsecure(PrintWriter err) {
    if (insecure) {
      err.println(
          "multiengine: warning: connections are not secured; every user of this machine can run"
              + " code as you");
      err.flush();
    }
  }
}
