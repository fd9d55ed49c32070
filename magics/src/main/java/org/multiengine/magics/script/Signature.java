package org.multiengine.magics.script;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a method under their names in IPython (reference, 3), so that scripts can give
 * them by name. The options {@code targets} and {@code block}, which all methods have, are not
 * among them.
 *
 * @param parameters the parameters in their order
 * @param open whether the method takes its values as they are given, and its parameters by name
 *     only
 */
record Signature(List<Parameter> parameters, boolean open) {

  /**
   * A parameter.
   *
   * @param name its name in IPython
   * @param conversion converts the script's value into the one that the client takes
   * @param presence the rule for a call that does not give it
   * @param fallback its value if it is not given and has a default
   */
  record Parameter(
      String name,
      UnaryOperator<@Nullable Object> conversion,
      Presence presence,
      @Nullable Object fallback) {}

  /** The rule for a parameter that is not given. */
  enum Presence {
    /** The call is refused. */
    REQUIRED,
    /** The method is called without the parameter. */
    OPTIONAL,
    /** The parameter gets its default. */
    DEFAULTED
  }

  /** Returns the signature of a method that has these parameters. */
  static Signature of(Parameter... parameters) {
    return new Signature(Arrays.asList(parameters), false);
  }

  /** Returns the signature of a method that takes any values, and these options. */
  static Signature ofAny(String... options) {
    List<Parameter> named =
        Stream.of(options).map(name -> optional(name, Conversions::any)).toList();
    return new Signature(named, true);
  }

  /** Returns a parameter that every call must give. */
  static Parameter required(String name, UnaryOperator<@Nullable Object> conversion) {
    return new Parameter(name, conversion, Presence.REQUIRED, null);
  }

  /** Returns a parameter that is left out of the call if it is not given. */
  static Parameter optional(String name, UnaryOperator<@Nullable Object> conversion) {
    return new Parameter(name, conversion, Presence.OPTIONAL, null);
  }

  /** Returns a parameter with a default. */
  static Parameter defaulted(
      String name, UnaryOperator<@Nullable Object> conversion, @Nullable Object fallback) {
    return new Parameter(name, conversion, Presence.DEFAULTED, fallback);
  }

  /**
   * Returns whether the first parameter is a map, which Groovy cannot tell from named arguments.
   */
  boolean takesMap() {
    return !parameters.isEmpty()
        && List.of("namespace", "properties").contains(parameters.get(0).name());
  }

  /** Returns the names of the parameters. */
  List<String> names() {
    return parameters.stream().map(Parameter::name).toList();
  }
}
