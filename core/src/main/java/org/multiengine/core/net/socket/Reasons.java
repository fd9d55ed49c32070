package org.multiengine.core.net.socket;

import java.io.IOException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Set;
import javax.net.ssl.SSLException;

/** The texts for the ends of connections. */
public final class Reasons {

  public static final String CLOSED_HERE = "closed by this end";
  public static final String CLOSED_THERE = "the other end has closed the connection";
  public static final String CONNECTIONS_CLOSED = "this process has closed its connections";

  private static final String UNREAD = "the other end does not read: ";
  private static final String ALERT = "Received fatal alert: ";
  private static final Set<String> CERTIFICATE_ALERTS =
      Set.of(
          "access_denied",
          "bad_certificate",
          "certificate_expired",
          "certificate_required",
          "certificate_revoked",
          "certificate_unknown",
          "unknown_ca",
          "unsupported_certificate");

  private static final Set<String> IN_ORDER = Set.of(CLOSED_HERE, CLOSED_THERE, CONNECTIONS_CLOSED);

  private Reasons() {}

  /** Returns whether a reason is that of an end which has closed the connection. */
  public static boolean isInOrder(String reason) {
    return IN_ORDER.contains(reason);
  }

  /** Returns the reason for which a connection is closed whose other end does not read. */
  public static String unread(long backlogBytes) {
    return UNREAD + backlogBytes + " bytes wait for it";
  }

  /** Returns whether a reason is that of {@link #unread}. */
  public static boolean isUnread(String reason) {
    return reason.startsWith(UNREAD);
  }

  /** Returns the reason for which a connection ended by an exception. */
  public static String of(IOException e) {
    String message = e.getMessage();
    if (message == null) {
      return e.getClass().getSimpleName();
    }
    return e instanceof SSLException ? ofTls(e, message) : message;
  }

  private static String ofTls(IOException e, String message) {
    if (message.startsWith(ALERT)) {
      String alert = message.substring(ALERT.length());
      return CERTIFICATE_ALERTS.contains(alert)
          ? "the other end refuses the certificate of this end, or wants one (" + alert + ")"
          : "the other end has ended TLS (" + alert + ")";
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException || cause instanceof CertPathValidatorException) {
        return "this end refuses the certificate of the other end: " + cause.getMessage();
      }
    }
    return message.equals("Empty client certificate chain")
        ? "the other end has no certificate"
        : "TLS failed: " + message;
  }
}
