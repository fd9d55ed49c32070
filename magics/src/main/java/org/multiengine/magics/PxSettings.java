package org.multiengine.magics;

/**
 * How {@code %px} calls engines unless its options say otherwise, beside the client's own targets
 * and block; changed by {@code %pxconfig}. Not safe for use by several threads.
 */
public final class PxSettings {

  /** How the outputs of several engines are put together. */
  public enum GroupOutputs {
    /** Engine by engine. */
    ENGINE,
    /** The first line of each, then the second of each. */
    ORDER,
    /** Standard output of all, then errors of all, then values. */
    TYPE
  }

  private String targets = "";
  private boolean verbose = true;
  private GroupOutputs groupOutputs = GroupOutputs.ENGINE;
  private double progressAfterSeconds = 2;

  /** Returns the targets, in the form of {@code Targets.parse}; empty for those of the client. */
  public String targets() {
    return targets;
  }

  /** Sets the targets. */
  public void targets(String text) {
    this.targets = text;
  }

  /** Returns whether the banner with the targets is shown. */
  public boolean verbose() {
    return verbose;
  }

  /** Sets whether the banner with the targets is shown. */
  public void verbose(boolean show) {
    this.verbose = show;
  }

  /** Returns how outputs are put together. */
  public GroupOutputs groupOutputs() {
    return groupOutputs;
  }

  /** Sets how outputs are put together. */
  public void groupOutputs(GroupOutputs grouping) {
    this.groupOutputs = grouping;
  }

  /** Returns after how many seconds the progress is shown. */
  public double progressAfterSeconds() {
    return progressAfterSeconds;
  }

  /** Sets after how many seconds the progress is shown. */
  public void progressAfterSeconds(double seconds) {
    this.progressAfterSeconds = seconds;
  }

  /** Returns the settings that concern waits, as they are now. */
  public WaitOptions waitOptions() {
    return new WaitOptions(groupOutputs, progressAfterSeconds);
  }
}
