package org.multiengine.core.namespace;

/**
 * The texts of a language that the contract of languages runs.
 *
 * @param assign assigns 5 to {@code a}
 * @param expression an expression that multiplies {@code a} by 2
 * @param printAndFail prints {@code before} in its first line, and fails in its second line
 * @param failureName the name of that failure
 * @param failingLine the second line
 * @param printBoth prints {@code o} to standard output and {@code e} to standard error, with line
 *     ends
 * @param wrongSyntax prints in its first line, and cannot be parsed
 * @param loop prints {@code looping} with a line end, and loops without end
 * @param sleep prints {@code looping} with a line end, and sleeps for a minute
 * @param define defines {@code twice}, which multiplies its argument by {@code factor}
 * @param call calls {@code twice} with 21
 * @param function an expression for a function that adds 1
 * @param failingFunction an expression for a function that fails on 2
 * @param text a text of the letters {@code a}, a quote and a line end
 * @param textDisplay the display of that text
 */
public record LanguageTexts(
    String assign,
    String expression,
    String printAndFail,
    String failureName,
    String failingLine,
    String printBoth,
    String wrongSyntax,
    String loop,
    String sleep,
    String define,
    String call,
    String function,
    String failingFunction,
    String text,
    String textDisplay) {}
