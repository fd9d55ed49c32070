/**
 * The rules of one engine, free of actors: its queue, its history, and how a request is carried out
 * on its namespace. Start with {@link EngineQueue}.
 */
@NullMarked
package org.multiengine.core.engine;

import org.jspecify.annotations.NullMarked;
