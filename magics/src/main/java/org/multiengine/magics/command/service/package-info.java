/**
 * The command service: a host runs short commands for processes of its user, so that they need not
 * load classes and connect. {@link org.multiengine.magics.command.service.CommandCall} is the side
 * of the calling process and uses nothing but the module {@code java.base}; {@link
 * org.multiengine.magics.command.service.CommandService} is the side of the host.
 */
@NullMarked
package org.multiengine.magics.command.service;

import org.jspecify.annotations.NullMarked;
