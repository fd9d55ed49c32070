/**
 * The interface that every cluster of four engines keeps, embedded or of processes. Start with
 * {@link org.multiengine.test.contract.MultiEngineContract}.
 */
@NullMarked
package org.multiengine.test.contract;

import org.jspecify.annotations.NullMarked;
