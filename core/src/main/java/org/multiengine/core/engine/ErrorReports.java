package org.multiengine.core.engine;

import org.jspecify.annotations.Nullable;
import org.multiengine.core.code.CodeLoaders;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.namespace.ScriptError;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.Failure;

/** Brings errors of scripts and functions into the form that travels, shortened if necessary. */
final class ErrorReports {

  /** How much of an error's text and of its traceback travels. */
  private static final int MAX_ERROR_CHARACTERS = 64 * 1024;

  /** How large an original exception may be to travel. */
  private static final int MAX_ERROR_BYTES = 1024 * 1024;

  private final CodeLoaders code;

  ErrorReports(CodeLoaders code) {
    this.code = code;
  }

  /** Returns the form that travels of an error. */
  Failure failure(ScriptError error) {
    return new Failure(
        false,
        error.errorName(),
        shortened(error.errorMessage()),
        shortened(error.traceback()),
        encode(error));
  }

  /** Returns a text, shortened if it is too long to travel. */
  static String shortened(String text) {
    return text.length() <= MAX_ERROR_CHARACTERS
        ? text
        : text.substring(0, MAX_ERROR_CHARACTERS) + "... " + text.length() + " characters in all";
  }

  /** Returns the encoded original exception; null if it cannot travel or is too large. */
  private @Nullable EncodedValue encode(ScriptError error) {
    try {
      EncodedValue encoded = code.codecFor(error.getCause()).encode(error.getCause());
      return encoded.size() <= MAX_ERROR_BYTES ? encoded : null;
    } catch (SerializationError cannotTravel) {
      return null;
    }
  }
}
