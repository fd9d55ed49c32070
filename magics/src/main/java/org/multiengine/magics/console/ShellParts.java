package org.multiengine.magics.console;

import org.multiengine.magics.Magics;
import org.multiengine.magics.PxSettings;
import org.multiengine.magics.console.screen.Screen;

/**
 * The parts of a shell.
 *
 * @param screen the screen
 * @param source the source of answers to questions
 * @param names the local names
 * @param clients the clients
 * @param magics the magics
 * @param px the settings of {@code %px}
 * @param waiting waits for calls
 * @param settings the settings of the console
 */
record ShellParts(
    Screen screen,
    InputSource source,
    LocalNames names,
    Clients clients,
    Magics magics,
    PxSettings px,
    Waiting waiting,
    ConsoleSettings settings) {}
