package org.multiengine.test.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.multiengine.test.support.terminal.Transcripts;

/**
 * A page of the documentation. A comment before a block of code says where its text comes from:
 *
 * <pre>
 * &lt;!-- cut from samples/src/main/java/.../ByExample.java: push --&gt;   what is between
 *     "// snippet: push" and "// end" there
 * &lt;!-- prints --&gt;                     what the snippet before it prints
 * &lt;!-- typed into a console --&gt;       inputs with their prompts, and what the console shows
 * </pre>
 *
 * <p>The pages are maintained by a command: with the system property {@code update.expected} the
 * tests write into the blocks what they ought to be.
 *
 * @param file the page
 * @param text its text
 */
record GuidePage(Path file, String text) {

  private static final Pattern BLOCK =
      Pattern.compile(
          "<!-- (cut from|prints|typed into a console)(?: ([^\\s:]+)(?:: (\\S+))?)? -->\\s*\\n"
              + "```(\\w*)\\n(.*?)^```$",
          Pattern.DOTALL | Pattern.MULTILINE);

  /** The source of a block's text. */
  enum Kind {
    CUT,
    PRINTED,
    TYPED
  }

  /**
   * A marked block.
   *
   * @param kind what marks it
   * @param path the file that the mark names; null if it names none
   * @param snippet the snippet that the mark names; null if it names none
   * @param text what stands in the block
   */
  record Block(Kind kind, @Nullable String path, @Nullable String snippet, String text) {

    private static Block of(MatchResult match) {
      Kind kind =
          switch (match.group(1)) {
            case "cut from" -> Kind.CUT;
            case "prints" -> Kind.PRINTED;
            default -> Kind.TYPED;
          };
      return new Block(kind, match.group(2), match.group(3), match.group(5));
    }
  }

  static GuidePage read(Path file) throws IOException {
    return new GuidePage(file, Files.readString(file));
  }

  List<Block> blocks() {
    return BLOCK.matcher(text).results().map(Block::of).toList();
  }

  List<Block> blocks(Kind kind) {
    return blocks().stream().filter(block -> block.kind() == kind).toList();
  }

  /**
   * Fails unless the blocks of a kind have these texts. If the system property {@code
   * update.expected} is set, writes the texts into the blocks.
   *
   * @param texts one for each block of that kind, in their order
   */
  void assertBlocks(Kind kind, List<String> texts) throws IOException {
    List<String> expected = new ArrayList<>();
    for (Block block : blocks(kind)) {
      String truth = texts.get(expected.size());
      expected.add(isSame(kind, block.text(), truth) ? block.text() : truth);
    }
    Transcripts.assertFile(file, text, withBlocks(kind, expected));
  }

  /** Returns whether a block has the expected text. In output, times and the like may differ. */
  private static boolean isSame(Kind kind, String block, String truth) {
    return kind == Kind.CUT
        ? block.equals(truth)
        : Transcripts.normalize(block).equals(Transcripts.normalize(truth));
  }

  private String withBlocks(Kind kind, List<String> texts) {
    var whole = new StringBuilder();
    Matcher matcher = BLOCK.matcher(text);
    int next = 0;
    int copied = 0;
    while (matcher.find()) {
      if (Block.of(matcher).kind() == kind) {
        whole.append(text, copied, matcher.start(5)).append(texts.get(next++));
        copied = matcher.end(5);
      }
    }
    return whole.append(text, copied, text.length()).toString();
  }

  @Override
  public String toString() {
    return Documents.nameOf(file);
  }
}
