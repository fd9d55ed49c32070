package org.multiengine.magics.script;

import groovy.lang.GroovyObjectSupport;
import org.multiengine.client.DirectView;
import org.multiengine.client.MultiEngineClient;

/** A client as the console's scripts see it. Not safe for use by several threads. */
public final class ScriptClient extends GroovyObjectSupport {

  private final MultiEngineClient client;
  private boolean block = true;

  /** Makes the scripts' form of a client. */
  public ScriptClient(MultiEngineClient client) {
    this.client = client;
  }

  /** Returns the client itself. */
  public MultiEngineClient client() {
    return client;
  }

  /** Returns a view of its targets. */
  public DirectView view() {
    return client;
  }

  /** Returns whether calls are waited for. */
  public boolean isBlock() {
    return block;
  }

  /** Sets whether calls are waited for. */
  public void setBlock(boolean wait) {
    this.block = wait;
  }
}
