package org.multiengine.actors.internal.link;

import java.util.ArrayList;
import java.util.List;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.core.identity.CallId;

/** Keeps what a link reports to its owner. */
final class TestListener implements LinkListener<RelayMessage> {

  final List<RelayMessage> refused = new ArrayList<>();
  final List<String> reasons = new ArrayList<>();
  private final TransferListener progress;

  TestListener() {
    this((call, bytes, announced) -> {});
  }

  TestListener(TransferListener progress) {
    this.progress = progress;
  }

  @Override
  public void moved(CallId call, long bytes, long announced) {
    progress.moved(call, bytes, announced);
  }

  @Override
  public void refused(RelayMessage payload, String reason) {
    refused.add(payload);
    reasons.add(reason);
  }
}
