package org.multiengine.magics.builtin;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.magics.script.ScriptClient;

/** Four engines for all tests of a class, and a new client and prompt for each test. */
abstract class ClusterOfMagics {

  private static LocalCluster cluster;

  MultiEngineClient client;
  ScriptClient mec;
  FakeShell shell;

  @BeforeAll
  static void startCluster() {
    cluster = LocalCluster.start(4);
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @BeforeEach
  void openShell() {
    client = cluster.connect();
    client.reset();
    mec = new ScriptClient(client);
    shell = new FakeShell();
    shell.clients.put("mec", mec);
    shell.active = mec;
  }

  @AfterEach
  void closeClient() {
    client.close();
  }

  static LocalCluster cluster() {
    return cluster;
  }
}
