/** Tests of keys, certificates, and classes that are not allowed. */
@NullMarked
package org.multiengine.test.cluster.security;

import org.jspecify.annotations.NullMarked;
