/**
 * Stock options priced by the Monte Carlo method. Start with {@link
 * org.multiengine.samples.pricing.OptionPricing}.
 */
@NullMarked
package org.multiengine.samples.pricing;

import org.jspecify.annotations.NullMarked;
