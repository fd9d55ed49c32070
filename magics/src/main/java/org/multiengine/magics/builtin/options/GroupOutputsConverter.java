package org.multiengine.magics.builtin.options;

import java.util.Locale;
import org.multiengine.magics.PxSettings.GroupOutputs;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts the text of an option to a grouping of outputs. */
final class GroupOutputsConverter implements ITypeConverter<GroupOutputs> {

  @Override
  public GroupOutputs convert(String value) {
    try {
      return GroupOutputs.valueOf(value.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("'" + value + "' is not one of type, engine, order");
    }
  }
}
