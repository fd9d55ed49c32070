package org.multiengine.test.cluster.security;

/** A class that a client lets in when it is told to. */
public record FriendlyReply(int number) {}
