package org.multiengine.magics.jupyter.kernel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.multiengine.magics.jupyter.wire.Message;

/** What a kernel says about itself. */
final class KernelInfo {

  private final String version;
  private final String languageVersion;

  /**
   * Creates the description.
   *
   * @param version the version of Multiengine
   * @param languageVersion the version of the language of cells
   */
  KernelInfo(String version, String languageVersion) {
    this.version = version;
    this.languageVersion = languageVersion;
  }

  /** Returns the content of a reply. */
  ObjectNode content() {
    ObjectNode content =
        Message.object()
            .put("status", "ok")
            .put("protocol_version", Messages.PROTOCOL_VERSION)
            .put("implementation", "multiengine")
            .put("implementation_version", version)
            .put(
                "banner",
                "Multiengine "
                    + version
                    + ": mec is the client. Type %quickref for a summary of the magics.")
            .put("debugger", false);
    content
        .putObject("language_info")
        .put("name", "groovy")
        .put("version", languageVersion)
        .put("mimetype", "text/x-groovy")
        .put("file_extension", ".groovy")
        .put("pygments_lexer", "groovy")
        .put("codemirror_mode", "groovy");
    content.putArray("help_links");
    return content;
  }
}
