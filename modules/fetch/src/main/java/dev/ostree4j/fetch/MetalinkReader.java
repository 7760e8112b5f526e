// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.io.StringReader;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads a [Metalink] out of XML; a document type, and with it every entity, is refused.
final class MetalinkReader {
  // Five levels have a meaning; deeper ones are skipped, up to here.
  private static final int DEPTH_MAX = 50;

  private final URI from;
  private final String fileName;
  private final MetalinkDraft draft;
  private final Deque<String> path = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder();

  // Whether what is read now belongs to the file that is wanted.
  private boolean inFile;

  MetalinkReader(URI from, String fileName) {
    this.from = from;
    this.fileName = fileName;
    this.draft = new MetalinkDraft(from, fileName);
  }

  Metalink read(byte[] document) throws FetchException {
    String markup = decoded(document);
    if (markup.isBlank()) {
      return draft.finish(); // which says what it lacks
    }
    if (!markup.stripLeading().startsWith("<")) {
      throw bad("Document must begin with an element (e.g. <book>)");
    }
    try {
      XMLStreamReader xml = factory().createXMLStreamReader(new StringReader(markup));
      while (xml.hasNext()) {
        accept(xml, xml.next());
      }
      xml.close();
    } catch (XMLStreamException e) {
      throw bad("malformed XML in line " + e.getLocation().getLineNumber() + ": " + reason(e))
          .because(e);
    }
    return draft.finish();
  }

  /// What the parser says, without the place that it puts before it.
  private static String reason(XMLStreamException e) {
    String text = String.valueOf(e.getMessage());
    return Headers.clipped(text.substring(text.indexOf('\n') + 1).replaceFirst("^Message: ", ""));
  }

  private String decoded(byte[] document) throws FetchException {
    // The parser would print what it thinks of bytes that are no text.
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document));
      return text.toString().replaceFirst("^\ufeff", "");
    } catch (CharacterCodingException e) {
      throw bad("Invalid UTF-8 encoded text").because(e);
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    return factory;
  }

  private void accept(XMLStreamReader xml, int event) throws FetchException {
    switch (event) {
      case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
          throw bad("it has a document type or an entity, which are not allowed");
      case XMLStreamConstants.START_ELEMENT -> start(xml);
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
      case XMLStreamConstants.END_ELEMENT -> end();
      default -> {
        // Comments and blanks mean nothing.
      }
    }
  }

  private void start(XMLStreamReader xml) throws FetchException {
    path.addLast(xml.getLocalName());
    text.setLength(0);
    if (path.size() > DEPTH_MAX) {
      throw bad("elements within elements, deeper than " + DEPTH_MAX);
    }
    if (isAt("metalink/files/file")) {
      inFile = draft.file(attribute(xml, "name"));
    } else if (inFile && isAt("metalink/files/file/verification/hash")) {
      draft.hash(attribute(xml, "type"));
    } else if (inFile && isAt("metalink/files/file/resources/url")) {
      draft.url(attribute(xml, "protocol"), attribute(xml, "preference"));
    }
  }

  private void end() {
    if (isAt("metalink/files/file")) {
      inFile = false;
    } else if (inFile && isAt("metalink/files/file/size")) {
      draft.sizeIs(text.toString().strip());
    } else if (inFile && isAt("metalink/files/file/verification/hash")) {
      draft.hashIs(text.toString().strip());
    } else if (inFile && isAt("metalink/files/file/resources/url")) {
      draft.urlIs(text.toString().strip());
    }
    path.removeLast();
    text.setLength(0);
  }

  private boolean isAt(String wanted) {
    return path.size() <= 5 && String.join("/", path).equals(wanted);
  }

  private static String attribute(XMLStreamReader xml, String name) {
    String value = xml.getAttributeValue(null, name);
    return value == null ? "" : value;
  }

  private FetchException bad(String reason) {
    return new FetchException.BadMetalink(Target.hidden(from), reason);
  }
}
