package org.multiengine.client.internal.task;

import org.multiengine.client.internal.value.ClientValues;

/**
 * A function in the form in which it is sent.
 *
 * @param sent the function
 * @param label its name in texts for users
 * @param kind the kind of work that it is
 */
public record EncodedFunction(ClientValues.Outbound sent, String label, String kind) {}
