/** Tests that cut off or slow down networks, in network namespaces of Linux or through a proxy. */
@NullMarked
package org.multiengine.test.fault.network;

import org.jspecify.annotations.NullMarked;
