/** Tests of the command {@code multiengine} and its console, run as a user runs them. */
@NullMarked
package org.multiengine.test.console;

import org.jspecify.annotations.NullMarked;
