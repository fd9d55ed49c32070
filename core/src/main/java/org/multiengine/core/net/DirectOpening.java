package org.multiengine.core.net;

/** The opening of a connection that the asking thread does not wait for. */
record DirectOpening(Listener listener) implements Opening {

  @Override
  public Listener opened(Connection connection) {
    return listener;
  }

  @Override
  public void failed(String reason) {
    listener.closed(reason);
  }

  @Override
  public boolean isClient() {
    return true;
  }
}
