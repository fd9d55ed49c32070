package org.multiengine.samples.shop;

import java.util.Set;
import org.multiengine.actors.access.Access;
import org.multiengine.actors.access.Decision;
import org.multiengine.actors.access.Guard;

/**
 * Lets the shop's operators run any code on its engines, and all other users only read. No user may
 * empty or remove an engine of the running shop.
 */
final class ShopGuard implements Guard {

  private static final Guard LOOK = Guard.only(Access.Kind.ASK, Access.Kind.READ);

  private final Set<String> operators;

  ShopGuard(Set<String> operators) {
    this.operators = Set.copyOf(operators);
  }

  // snippet: guard
  @Override
  public Decision decide(Access access) {
    if (access.kind() == Access.Kind.CONTROL) {
      return Decision.refused("the engines of the shop stay as they are");
    }
    return operators.contains(access.caller().user()) ? Decision.ALLOWED : LOOK.decide(access);
  }
  // end
}
