package org.multiengine.core.display;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows lists of maps and lists of records as tables, with a column for each key or component. */
final class RowsDisplayer implements Displayer {

  private static final int MAX_COLUMNS = 50;

  @Override
  public @Nullable MimeBundle display(Object value) {
    if (!(value instanceof List<?> list) || list.isEmpty()) {
      return null;
    }
    List<Map<String, String>> rows = new ArrayList<>();
    Set<String> columns = new LinkedHashSet<>();
    for (Object element : list.subList(0, Math.min(list.size(), Table.MAX_ROWS))) {
      Map<String, String> row = row(element);
      if (row == null) {
        return null;
      }
      columns.addAll(row.keySet());
      if (columns.size() > MAX_COLUMNS) {
        return null;
      }
      rows.add(row);
    }
    List<List<String>> cells =
        rows.stream()
            .map(row -> columns.stream().map(key -> row.getOrDefault(key, "")).toList())
            .toList();
    return new Table(List.copyOf(columns), cells, list.size()).toBundle();
  }

  /** Returns the cells of a map or a record, or null for any other value. */
  private static @Nullable Map<String, String> row(@Nullable Object element) {
    Map<String, String> row = new LinkedHashMap<>();
    if (element instanceof Map<?, ?> map && !map.isEmpty()) {
      map.forEach((key, cell) -> row.put(String.valueOf(key), String.valueOf(cell)));
      return row;
    }
    if (element instanceof Record record) {
      Arrays.stream(record.getClass().getRecordComponents())
          .forEach(component -> row.put(component.getName(), component(record, component)));
      return row;
    }
    return null;
  }

  private static String component(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return String.valueOf(component.getAccessor().invoke(record));
    } catch (ReflectiveOperationException | RuntimeException hidden) {
      return "?";
    }
  }
}
