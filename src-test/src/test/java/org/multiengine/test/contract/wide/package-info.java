/**
 * The part of the contract about functions and data in pieces. Start with {@link
 * org.multiengine.test.contract.wide.WideContract}.
 */
@NullMarked
package org.multiengine.test.contract.wide;

import org.jspecify.annotations.NullMarked;
