/**
 * The part of the contract about functions and data that travel, which {@link
 * org.multiengine.test.contract.wide.WideContract} collects.
 */
@NullMarked
package org.multiengine.test.contract.wide;

import org.jspecify.annotations.NullMarked;
