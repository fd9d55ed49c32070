/**
 * The errors of Multiengine, one class for each cause. {@link
 * org.multiengine.core.error.KernelError} is the superclass of all of them; {@link
 * org.multiengine.core.error.RemoteError} is an error of user code on one engine. Errors that
 * programs may want to examine carry data besides their texts, for example {@link
 * org.multiengine.core.error.EngineLost}.
 */
@NullMarked
package org.multiengine.core.error;

import org.jspecify.annotations.NullMarked;
