package org.multiengine.core.dispatch;

/**
 * How much of one controller an engine may have at a time, running or queued. A request of more
 * bytes than the limit is sent when the engine has nothing else, and does not count for the
 * requests behind it.
 *
 * @param requests the number of requests
 * @param bytes the number of bytes these may hold together
 */
public record WindowLimits(int requests, long bytes) {}
