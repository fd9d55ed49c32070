package org.multiengine.magics.builtin.engines;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.DirectView;
import org.multiengine.client.PendingResult;
import org.multiengine.client.Timing;
import org.multiengine.core.function.EngineScope;
import org.multiengine.core.identity.EngineId;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import org.multiengine.magics.builtin.EngineIds;
import org.multiengine.magics.builtin.EngineNames;
import org.multiengine.magics.builtin.Table;
import org.multiengine.magics.builtin.Wildcard;
import org.multiengine.magics.builtin.options.TargetsOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * Lists the names on the engines with the types and sizes of their values. Engines on which a name
 * has the same type and size share a line.
 */
@Command(
    name = "whos",
    description =
        "Lists the names that are defined on the engines, with the types and sizes of their values:"
            + " elements, characters, or bytes of arrays of numbers.",
    footer = {"", "Example:", "  %%whos a*"})
public final class WhosMagic implements Magic {

  private static final long KIBI = 1024;

  @Mixin private TargetsOption on = new TargetsOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "PATTERN",
      description = "Shows only names that match the pattern, in which * is any text.")
  private @Nullable String pattern;

  @Override
  public List<String> complete(Shell shell, String line) {
    return EngineNames.of(shell);
  }

  @Override
  public void run(Shell shell, Input input) throws InterruptedException {
    DirectView view = on.view(shell);
    PendingResult<List<List<List<String>>>> pending = view.applyAsync(WhosMagic::describe);
    List<List<List<String>>> described = shell.await(pending);
    List<Integer> ids =
        pending.timings().stream().map(Timing::engine).map(EngineId::value).toList();
    Map<List<String>, List<Integer>> engines = new LinkedHashMap<>();
    for (int i = 0; i < described.size(); i++) {
      for (List<String> row : described.get(i)) {
        if (!Wildcard.filter(List.of(row.get(0)), pattern).isEmpty()) {
          engines.computeIfAbsent(row, key -> new ArrayList<>()).add(ids.get(i));
        }
      }
    }
    var table = new Table("NAME", "TYPE", "SIZE", "ENGINES");
    engines.forEach(
        (row, ons) -> table.row(row.get(0), row.get(1), row.get(2), EngineIds.inShort(ons)));
    table.print(shell);
  }

  /** Returns the name, type and size of each value; runs on an engine. */
  private static List<List<String>> describe(EngineScope engine) {
    List<List<String>> rows = new ArrayList<>();
    for (String name : engine.names()) {
      Object value = engine.get(name);
      rows.add(new ArrayList<>(List.of(name, type(value), size(value))));
    }
    return rows;
  }

  private static String type(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    String simple = value.getClass().getSimpleName();
    return simple.isEmpty() || simple.startsWith("_") ? value.getClass().getName() : simple;
  }

  private static String size(@Nullable Object value) {
    if (value instanceof CharSequence text) {
      return counted(text.length(), "character");
    }
    if (value instanceof Collection<?> items) {
      return counted(items.size(), "element");
    }
    if (value instanceof Map<?, ?> map) {
      return counted(map.size(), "entry");
    }
    if (value == null || !value.getClass().isArray()) {
      return "";
    }
    int length = Array.getLength(value);
    long width = width(value.getClass().getComponentType());
    return counted(length, "element") + (width == 0 ? "" : ", " + bytes(width * length));
  }

  private static String counted(int count, String thing) {
    String things = thing.equals("entry") ? "entries" : thing + "s";
    return count + " " + (count == 1 ? thing : things);
  }

  private static String bytes(long bytes) {
    return bytes < KIBI
        ? bytes + " B"
        : bytes < KIBI * KIBI ? bytes / KIBI + " KiB" : bytes / KIBI / KIBI + " MiB";
  }

  private static long width(Class<?> type) {
    if (type == double.class || type == long.class) {
      return Long.BYTES;
    }
    if (type == int.class || type == float.class) {
      return Integer.BYTES;
    }
    if (type == short.class || type == char.class) {
      return Short.BYTES;
    }
    return type == byte.class || type == boolean.class ? 1 : 0;
  }
}
