/**
 * The rules of one engine, without actors: its queue, its history, and the execution of requests on
 * its namespace. Start with {@link EngineQueue}.
 */
@NullMarked
package org.multiengine.core.engine;

import org.jspecify.annotations.NullMarked;
