/**
 * Pickles, the form of values between an engine and its Python process. Start with {@link
 * org.multiengine.core.namespace.python.pickle.PickleWriter}.
 */
@NullMarked
package org.multiengine.core.namespace.python.pickle;

import org.jspecify.annotations.NullMarked;
