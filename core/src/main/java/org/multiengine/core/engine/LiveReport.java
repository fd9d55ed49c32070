package org.multiengine.core.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.request.Report;

/**
 * Collects the activity of a running request until the next report is taken. Output that exceeds
 * the limit between two reports is dropped and counted; the record of the command still contains
 * it.
 *
 * <p>Safe for use by several threads.
 */
public final class LiveReport implements RunListener {

  private record Piece(boolean toStderr, ByteArrayOutputStream bytes) {}

  private final int maxBytes;
  private final List<Piece> pieces = new ArrayList<>();
  private int bytes;
  private long dropped;
  private int elements;
  private boolean changed;

  /**
   * Creates an empty report.
   *
   * @param maxBytes the number of bytes of output to collect between two reports
   */
  public LiveReport(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  public synchronized void elementsDone(int count) {
    elements = count;
    changed = true;
  }

  @Override
  public synchronized void printed(boolean toStderr, byte[] content, int offset, int length) {
    changed = true;
    int room = Math.min(length, maxBytes - bytes);
    dropped += length - room;
    if (room > 0) {
      pieceFor(toStderr).bytes().write(content, offset, room);
      bytes += room;
    }
  }

  private Piece pieceFor(boolean toStderr) {
    if (!pieces.isEmpty()) {
      Piece last = pieces.get(pieces.size() - 1);
      if (last.toStderr() == toStderr) {
        return last;
      }
    }
    var piece = new Piece(toStderr, new ByteArrayOutputStream());
    pieces.add(piece);
    return piece;
  }

  /**
   * Returns the activity since the last call of this method, or null if there was none.
   *
   * @param last whether the request has ended; otherwise an incomplete character at the end is kept
   *     back
   */
  public synchronized @Nullable Report take(boolean last) {
    if (!changed) {
      return null;
    }
    changed = false;
    byte[] rest = new byte[0];
    List<Report.Printed> printed = new ArrayList<>();
    boolean restToStderr = false;
    for (int i = 0; i < pieces.size(); i++) {
      byte[] content = pieces.get(i).bytes().toByteArray();
      boolean cut = !last && dropped == 0 && i == pieces.size() - 1;
      int end = cut ? completeLength(content) : content.length;
      rest = Arrays.copyOfRange(content, end, content.length);
      restToStderr = pieces.get(i).toStderr();
      if (end > 0) {
        printed.add(
            new Report.Printed(restToStderr, new String(content, 0, end, StandardCharsets.UTF_8)));
      }
    }
    addDropped(printed);
    pieces.clear();
    bytes = 0;
    if (rest.length > 0) {
      pieceFor(restToStderr).bytes().writeBytes(rest);
      bytes = rest.length;
    }
    return new Report(elements, printed);
  }

  private void addDropped(List<Report.Printed> printed) {
    if (dropped > 0) {
      printed.add(new Report.Printed(true, "\n... " + dropped + " bytes not shown live ...\n"));
      dropped = 0;
    }
  }

  /** Returns the number of bytes up to the end of the last complete character of UTF-8. */
  private static int completeLength(byte[] content) {
    int start = content.length - 1;
    int back = 0;
    while (start >= 0 && back < 3 && (content[start] & 0xC0) == 0x80) {
      start--;
      back++;
    }
    if (start < 0) {
      return content.length;
    }
    int lead = content[start] & 0xFF;
    int needed = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    return content.length - start >= needed ? content.length : start;
  }
}
