package org.multiengine.magics.command.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.multiengine.client.cluster.Installation;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.command.service.CommandSettings;
import org.multiengine.magics.command.service.Program;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the class-data archive of an installation that has none, or one of a replaced version, in
 * the background and at the lowest priority, so that the next start is faster. A failed attempt is
 * not repeated, until {@code multiengine archive} has succeeded.
 */
public final class BackgroundArchive implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(BackgroundArchive.class);
  private static final Path NICE = Path.of("/usr/bin/nice");

  private final Path archive;
  private final ArchiveWriter writer;

  BackgroundArchive(Path archive, ArchiveWriter writer) {
    this.archive = archive;
    this.writer = writer;
  }

  /**
   * Starts to write the archive of this installation, unless there is one, an earlier attempt has
   * failed, or the settings disable it.
   *
   * @return ends the attempt
   */
  public static Runnable start() {
    if (!CommandSettings.load().writesArchive()) {
      return () -> {};
    }
    return Installation.archive().map(BackgroundArchive::start).orElse(() -> {});
  }

  private static Runnable start(Path archive) {
    if (!isNeeded(archive)) {
      return () -> {};
    }
    var writer = new ArchiveWriter(archive, lowestPriority());
    var thread = new Thread(new BackgroundArchive(archive, writer), "archive");
    thread.setDaemon(true);
    thread.start();
    return writer::end;
  }

  /** Returns whether this program has no archive, and has not failed to write one. */
  static boolean isNeeded(Path archive) {
    Path failure = failureOf(archive);
    try {
      return !ArchiveWriter.isCurrent(archive)
          && !(Files.exists(failure) && Files.readString(failure).startsWith(Program.identity()));
    } catch (IOException e) {
      LOG.debug("the class-data archive cannot be read", e);
      return false;
    }
  }

  private static List<String> lowestPriority() {
    return Files.isExecutable(NICE) ? List.of(NICE.toString(), "-n", "19") : List.of();
  }

  /** Returns the file that says that an attempt has failed. */
  public static Path failureOf(Path archive) {
    return archive.resolveSibling(archive.getFileName() + ".failed");
  }

  /** Writes the archive. */
  @Override
  public void run() {
    try {
      if (writer.writeIfNeeded()) {
        LOG.info("the class-data archive {} was written; later starts are faster", archive);
      }
    } catch (IOException | KernelError e) {
      failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void failed(Exception e) {
    if (writer.hasEnded()) {
      return;
    }
    LOG.warn("the class-data archive {} could not be written; starts work without it", archive, e);
    try {
      Files.writeString(
          failureOf(archive), String.join("\n", Program.identity(), e.toString(), ""));
    } catch (IOException unwritable) {
      LOG.debug("the failure of the class-data archive cannot be noted", unwritable);
    }
  }
}
