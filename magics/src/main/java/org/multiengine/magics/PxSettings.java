package org.multiengine.magics;

/**
 * The defaults of {@code %px}, in addition to the client's own targets and block. {@code %pxconfig}
 * changes them. Not safe for use by several threads.
 */
public final class PxSettings {

  /** The order in which the outputs of several engines are shown. */
  public enum GroupOutputs {
    /** Engine by engine. */
    ENGINE,
    /** Line by line: the first line of each engine, then the second of each. */
    ORDER,
    /** Stream by stream: standard output, then standard error, then values. */
    TYPE
  }

  private String targets = "";
  private boolean verbose = true;
  private GroupOutputs groupOutputs = GroupOutputs.ENGINE;
  private double progressAfterSeconds = 2;
  private int fullResults;

  /**
   * Creates the defaults.
   *
   * @param fullResults the maximum number of engines whose inputs are shown with their results
   */
  public PxSettings(int fullResults) {
    this.fullResults = fullResults;
  }

  /** Returns the targets as text for {@code Targets.parse}; empty means those of the client. */
  public String targets() {
    return targets;
  }

  /** Sets the targets. */
  public void targets(String text) {
    this.targets = text;
  }

  /** Returns whether {@code %px} prints a line that names the targets. */
  public boolean verbose() {
    return verbose;
  }

  /** Sets whether {@code %px} prints a line that names the targets. */
  public void verbose(boolean show) {
    this.verbose = show;
  }

  /** Returns the order in which outputs are shown. */
  public GroupOutputs groupOutputs() {
    return groupOutputs;
  }

  /** Sets the order in which outputs are shown. */
  public void groupOutputs(GroupOutputs grouping) {
    this.groupOutputs = grouping;
  }

  /** Returns the number of seconds after which the progress of a call is shown. */
  public double progressAfterSeconds() {
    return progressAfterSeconds;
  }

  /** Sets the number of seconds after which the progress of a call is shown. */
  public void progressAfterSeconds(double seconds) {
    this.progressAfterSeconds = seconds;
  }

  /** Returns the maximum number of engines whose inputs are shown with their results. */
  public int fullResults() {
    return fullResults;
  }

  /** Sets the maximum number of engines whose inputs are shown with their results. */
  public void fullResults(int engines) {
    this.fullResults = engines;
  }

  /** Returns the settings that concern waits, as they are now. */
  public WaitOptions waitOptions() {
    return new WaitOptions(groupOutputs, progressAfterSeconds);
  }
}
