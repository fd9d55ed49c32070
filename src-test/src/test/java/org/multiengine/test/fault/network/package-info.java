/** Tests that cut off or slow down networks. They need network namespaces of Linux, or a proxy. */
@NullMarked
package org.multiengine.test.fault.network;

import org.jspecify.annotations.NullMarked;
