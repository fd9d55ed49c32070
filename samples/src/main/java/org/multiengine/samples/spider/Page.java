package org.multiengine.samples.spider;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A page of a web site.
 *
 * @param address the address of the page
 * @param status the HTTP status, which is 200 if the page exists
 * @param links the links to pages of the same site
 */
record Page(URI address, int status, List<URI> links) {

  private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Fetches and parses a page. Runs on an engine. */
  static Page fetch(URI address) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address).build();
    var answer = HTTP.send(request, BodyHandlers.ofString());
    List<URI> links =
        LINK.matcher(answer.body())
            .results()
            .map(link -> address.resolve(link.group(1)))
            .filter(link -> address.getAuthority().equals(link.getAuthority()))
            .distinct()
            .toList();
    return new Page(address, answer.statusCode(), links);
  }
}
