/** Text forms of values. */
@NullMarked
package org.multiengine.core.text;

import org.jspecify.annotations.NullMarked;
