package org.multiengine.core.task.mark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterOutputStream;
import org.multiengine.core.task.AttemptId;
import org.multiengine.core.task.TaskId;

/** The attempts that a process had begun before it ended, as text that travels. */
public final class BegunAttempts {

  /** The first character of the text, so that a text without attempts is not empty. */
  private static final String PREFIX = "1";

  private BegunAttempts() {}

  static String encode(List<Mark> marks) {
    ByteBuffer plain = ByteBuffer.allocate(marks.size() * BeginMarks.MARK_BYTES);
    marks.forEach(mark -> plain.putLong(mark.client()));
    marks.forEach(mark -> plain.putLong(mark.numbers()));
    var packed = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(packed)) {
      deflater.write(plain.array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return PREFIX + Base64.getEncoder().encodeToString(packed.toByteArray());
  }

  /**
   * Returns the attempts of some clients.
   *
   * @param text the text; not empty
   * @param clients the names of the clients
   * @throws IllegalArgumentException if the text is damaged
   */
  public static Set<AttemptId> decode(String text, Collection<String> clients) {
    ByteBuffer plain = ByteBuffer.wrap(unpacked(text));
    Map<Long, String> byHash = new HashMap<>();
    clients.forEach(client -> byHash.put(Mark.hash(client), client));
    int count = plain.remaining() / BeginMarks.MARK_BYTES;
    Set<AttemptId> begun = new HashSet<>();
    for (int i = 0; i < count; i++) {
      var mark = new Mark(plain.getLong(i * Long.BYTES), plain.getLong((count + i) * Long.BYTES));
      String client = byHash.get(mark.client());
      if (client != null) {
        begun.add(new AttemptId(new TaskId(client, mark.task()), mark.attempt()));
      }
    }
    return begun;
  }

  private static byte[] unpacked(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("the marks of a process are damaged");
    }
    var plain = new ByteArrayOutputStream();
    try (var inflater = new InflaterOutputStream(plain)) {
      inflater.write(Base64.getDecoder().decode(text.substring(PREFIX.length())));
    } catch (IOException e) {
      throw new IllegalArgumentException("the marks of a process are damaged", e);
    }
    return plain.toByteArray();
  }
}
