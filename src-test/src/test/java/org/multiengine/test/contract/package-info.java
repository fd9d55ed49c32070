/**
 * The contract that clusters of four engines keep, embedded or in processes. Start with {@link
 * org.multiengine.test.contract.MultiEngineContract}.
 */
@NullMarked
package org.multiengine.test.contract;

import org.jspecify.annotations.NullMarked;
