package org.multiengine.magics.text;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.CompositeError;

/** The results of a command on engines as JSON: a list with an object for each engine. */
public final class JsonResults {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private JsonResults() {}

  /** Returns the JSON text of the engines that succeeded, followed by those that failed. */
  public static String text(List<CommandRecord> records, List<CompositeError.Entry> failed) {
    List<Map<String, Object>> engines = new ArrayList<>();
    records.forEach(record -> engines.add(success(record)));
    failed.forEach(entry -> engines.add(failure(entry)));
    try {
      return JSON.writeValueAsString(engines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> success(CommandRecord record) {
    Map<String, Object> engine = new LinkedHashMap<>();
    engine.put("engine", record.id().value());
    engine.put("ok", true);
    engine.put("number", record.number());
    engine.put("stdout", record.stdout());
    engine.put("stderr", record.stderr());
    if (record.display() != null) {
      engine.put("value", record.display());
    }
    return engine;
  }

  private static Map<String, Object> failure(CompositeError.Entry entry) {
    Map<String, Object> engine = new LinkedHashMap<>();
    engine.put("engine", entry.engine().value());
    engine.put("ok", false);
    engine.put("error", String.valueOf(entry.error().getMessage()));
    return engine;
  }
}
