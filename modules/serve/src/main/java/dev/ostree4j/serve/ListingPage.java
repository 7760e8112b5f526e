// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.serve;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// The page which lists a directory.
final class ListingPage {
  private ListingPage() {}

  static byte[] of(String path, List<String> names) {
    String title = "Index of " + escape(path);
    var page = new StringBuilder("<html>\n<head><title>").append(title);
    page.append("</title></head>\n<body><h1>").append(title).append("</h1>\n<p>\n");
    for (String name : names) {
      // What looks like a scheme in front of a colon would be one.
      page.append("<a href=\"./").append(escape(name.replace("%", "%25"))).append("\">");
      page.append(escape(name)).append("</a><br>\n");
    }
    return page.append("</body>\n</html>\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
