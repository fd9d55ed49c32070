/** Tests of the README and the guide: blocks, sessions, command lines, settings and links. */
@NullMarked
package org.multiengine.test.docs;

import org.jspecify.annotations.NullMarked;
