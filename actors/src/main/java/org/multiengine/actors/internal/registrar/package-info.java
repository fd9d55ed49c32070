/**
 * The registrar, the only writer of the registry of engines: it assigns ids, keeps the entries by
 * the reports of the nodes, and has engines added. No API.
 */
@NullMarked
package org.multiengine.actors.internal.registrar;

import org.jspecify.annotations.NullMarked;
