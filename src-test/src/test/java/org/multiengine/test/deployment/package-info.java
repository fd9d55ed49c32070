/** Tests of the artifacts, the archive, the image and the manifests. */
@NullMarked
package org.multiengine.test.deployment;

import org.jspecify.annotations.NullMarked;
