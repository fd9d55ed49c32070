package org.multiengine.test.docs;

import java.io.BufferedReader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A reader of the inputs of a page's console blocks. It records the session as a terminal shows it:
 * each input behind its prompt, and an empty line after its result.
 */
final class TypedSession extends BufferedReader {

  private static final Pattern INPUT = Pattern.compile("(In \\[)\\d+(]: )(.*)");
  private static final Pattern FURTHER = Pattern.compile("( +\\.{4}: ?|debug \\[\\d+]> )(.*)");

  private record Line(int block, String prompt, String typed) {}

  private final List<Line> lines = new ArrayList<>();
  private final List<String> transcripts = new ArrayList<>();
  private final StringWriter shown;
  private int next;
  private int begin;

  /**
   * Creates a reader of the inputs of blocks.
   *
   * @param blocks inputs behind their prompts, and output, which is skipped
   * @param shown receives the console's output, and the inputs
   */
  TypedSession(List<String> blocks, StringWriter shown) {
    super(new StringReader(""));
    this.shown = shown;
    int inputs = 0;
    for (int block = 0; block < blocks.size(); block++) {
      for (String line : blocks.get(block).lines().toList()) {
        Matcher input = INPUT.matcher(line);
        Matcher further = FURTHER.matcher(line);
        if (input.matches()) {
          inputs++;
          lines.add(new Line(block, input.group(1) + inputs + input.group(2), input.group(3)));
        } else if (further.matches()) {
          lines.add(new Line(block, further.group(1), further.group(2)));
        }
      }
    }
  }

  @Override
  public @Nullable String readLine() {
    Line line = next < lines.size() ? lines.get(next) : null;
    boolean newBlock = next > 0 && (line == null || lines.get(next - 1).block() != line.block());
    if (newBlock) {
      endBlock();
    } else if (next > 0 && line != null && line.prompt().startsWith("In [")) {
      shown.append('\n');
    }
    next++;
    if (line == null) {
      return null;
    }
    shown.append((line.prompt() + line.typed()).stripTrailing()).append('\n');
    return line.typed();
  }

  private void endBlock() {
    String whole = shown.toString();
    transcripts.add(whole.substring(begin).stripTrailing() + "\n");
    begin = whole.length();
  }

  /** Returns the expected text of each block, after all inputs have been read. */
  List<String> transcripts() {
    return List.copyOf(transcripts);
  }
}
