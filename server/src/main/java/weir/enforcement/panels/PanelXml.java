package weir.enforcement.panels;

import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/// Answers in XML. What names files or addresses of its own is refused.
final class PanelXml {
  private final Document document;

  private PanelXml(Document document) {
    this.document = document;
  }

  /// @throws IOException with a sentence for the operator when it is none
  static PanelXml read(String answer) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler()); // it throws, and writes to no stream
      return new PanelXml(builder.parse(new InputSource(new StringReader(answer))));
    } catch (SAXException e) {
      throw new IOException("the answer is no XML: " + PanelLine.said(answer), e);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The text of the first element of this name, whatever its namespace.
  Optional<String> text(String name) {
    return first(document.getElementsByTagNameNS("*", name));
  }

  /// The same within the first element of another name.
  Optional<String> text(String parent, String name) {
    return document.getElementsByTagNameNS("*", parent).item(0) instanceof Element within
        ? first(within.getElementsByTagNameNS("*", name))
        : Optional.empty();
  }

  private static Optional<String> first(NodeList elements) {
    return elements.getLength() == 0
        ? Optional.empty()
        : Optional.of(elements.item(0).getTextContent().strip());
  }
}
