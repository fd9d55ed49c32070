package org.multiengine.test.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a test whose fault is a row of {@code target/faults.md}. The row is written when the test
 * succeeds. A test that measures times has a parameter of type {@link FaultClock}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(FaultReport.class)
public @interface Fault {

  /** Returns the number and name of the fault, such as "1.1 kill -9 of an idle engine process". */
  String value();

  /** Returns the outcome for the caller, in a few words. */
  String outcome();
}
