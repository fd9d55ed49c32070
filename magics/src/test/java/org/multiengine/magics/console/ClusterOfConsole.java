package org.multiengine.magics.console;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;

/** Four engines for all tests of a class, and a new client for each test. */
abstract class ClusterOfConsole {

  private static LocalCluster cluster;

  MultiEngineClient client;

  @BeforeAll
  static void startCluster() {
    cluster = LocalCluster.start(4);
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @BeforeEach
  void connect() {
    client = cluster.connect();
    client.reset();
  }

  @AfterEach
  void closeClient() {
    client.close();
  }

  static LocalCluster cluster() {
    return cluster;
  }
}
