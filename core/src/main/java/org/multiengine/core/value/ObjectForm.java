package org.multiengine.core.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form in which objects of some classes of a language are sent: as a list of parts. The
 * receiver creates an object without calling a constructor, and then fills it.
 *
 * <p>Implementations are safe for use by several threads.
 */
public interface ObjectForm {

  /**
   * A part of an object.
   *
   * @param name the name of the part in the paths of errors
   * @param value the part
   */
  record Part(String name, @Nullable Object value) {}

  /** Returns whether only clients send such objects, because they belong to the code of a text. */
  boolean isSentByClientsOnly();

  /**
   * Returns the parts of an object, in the order in which {@link #fill} expects them.
   *
   * @param byClient whether a client sends the object; otherwise an engine sends it
   */
  List<Part> partsOf(Object value, boolean byClient);

  /**
   * Fills a received object.
   *
   * @param created the object, whose fields have the default values of their types
   * @param parts the values of the parts; those that refer to the object itself may not be filled
   *     yet
   */
  void fill(Object created, List<@Nullable Object> parts);
}
