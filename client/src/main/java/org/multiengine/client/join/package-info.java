/** The places at which clusters are found: connection files, their folders, and ports. */
@NullMarked
package org.multiengine.client.join;

import org.jspecify.annotations.NullMarked;
