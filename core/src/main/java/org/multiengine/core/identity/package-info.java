/** Value types that identify engines, clients and calls. */
@NullMarked
package org.multiengine.core.identity;

import org.jspecify.annotations.NullMarked;
