/** Where running clusters are found: connection files, the folders they are in, and ports. */
@NullMarked
package org.multiengine.client.join;

import org.jspecify.annotations.NullMarked;
