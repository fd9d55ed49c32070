package org.multiengine.test.cluster.security;

/** A class that a client decodes if it allows the class. */
public record FriendlyReply(int number) {}
