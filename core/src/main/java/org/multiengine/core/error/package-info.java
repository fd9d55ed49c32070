/**
 * The errors of Multiengine, one class for each cause. {@link
 * org.multiengine.core.error.KernelError} is the superclass of all that Multiengine itself reports;
 * {@link org.multiengine.core.error.RemoteError} is an error of user code on one engine.
 */
@NullMarked
package org.multiengine.core.error;

import org.jspecify.annotations.NullMarked;
