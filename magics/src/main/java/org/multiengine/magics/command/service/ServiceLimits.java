package org.multiengine.magics.command.service;

import java.time.Duration;

/**
 * The limits of a command service.
 *
 * @param maxCommands the maximum number of commands at a time
 * @param maxRequestBytes the maximum size of a request
 * @param requestLimit the maximum time between a connection and the begin of its command
 */
public record ServiceLimits(int maxCommands, int maxRequestBytes, Duration requestLimit) {}
