package org.multiengine.magics;

import org.multiengine.magics.PxSettings.GroupOutputs;

/**
 * How a prompt shows that it waits for a call.
 *
 * @param groupOutputs how the outputs are grouped; what engines print is shown during the wait only
 *     if it is grouped by engine
 * @param progressAfterSeconds seconds of waiting after which the progress is shown
 */
public record WaitOptions(GroupOutputs groupOutputs, double progressAfterSeconds) {}
