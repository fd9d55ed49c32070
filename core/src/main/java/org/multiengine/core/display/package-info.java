/**
 * What users look at: values as text, HTML or images. {@link
 * org.multiengine.core.display.Displayer} adds forms for values of other types.
 */
@NullMarked
package org.multiengine.core.display;

import org.jspecify.annotations.NullMarked;
