package org.multiengine.magics.console.screen;

/**
 * An error as a prompt shows it.
 *
 * @param name the name of the error, for example {@code ArithmeticException}
 * @param message its message; empty if there is none
 * @param text the whole text, which may be a traceback of several lines with colours
 */
public record ShownError(String name, String message, String text) {}
