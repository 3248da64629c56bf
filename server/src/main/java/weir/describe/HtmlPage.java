package weir.describe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import weir.describe.Description.Change;
import weir.describe.Description.Reason;

/// A description as one page that needs nothing else: no script, no other file, light or dark as
/// the reader wants it, fit to be printed and read aloud.
public final class HtmlPage {
  private static final String STYLE = resource("page.css");

  private final StringBuilder page = new StringBuilder();
  private final Set<String> anchors = new HashSet<>();

  private HtmlPage() {}

  public static String of(Description it) {
    HtmlPage page = new HtmlPage();
    page.write(it);
    return page.page.toString();
  }

  private static String resource(String name) {
    try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Description it) {
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<meta name=\"color-scheme\" content=\"light dark\">\n");
    element("title", Words.title(it));
    page.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n<main>\n");
    element("h1", Words.title(it));
    Words.introduction(it).forEach(text -> element("p", text));
    section("refused-what-now", Words.WHEN_REFUSED);
    Words.whenRefused(it).forEach(text -> element("p", text));
    reasons(it, "reasons", Words.REFUSED, Words.aboutRefused(it), it.refused());
    reasons(it, "signs", Words.SIGNS, Words.aboutSigns(it), it.signs());
    reasons(it, "slow", Words.SLOWED, Words.aboutSlowed(), it.slowed());
    marks(it);
    limits(it);
    section("more", Words.FINE_PRINT);
    Words.finePrint(it).forEach(text -> element("p", text));
    terms();
    changes(it.changes());
    page.append("</main>\n</body>\n</html>\n");
  }

  private void section(String anchor, String title) {
    page.append("<h2 id=\"").append(anchor).append("\">").append(escaped(title)).append("</h2>\n");
  }

  private void reasons(
      Description it, String anchor, String title, String about, List<Reason> reasons) {
    if (reasons.isEmpty()) {
      return;
    }
    section(anchor, title);
    element("p", about);
    for (Reason reason : reasons) {
      page.append("<article").append(anchor(reason.id())).append(">\n");
      element("h3", Words.seen(reason, it));
      element("p", reason.follows());
      page.append("<p><strong>")
          .append((reason.code().isPresent() ? Words.NOTE_SAYS : Words.TO_MEND))
          .append(":</strong> ")
          .append(escaped(reason.remedy()))
          .append("</p>\n<p class=\"id\">");
      reason
          .code()
          .ifPresent(code -> page.append("<code>").append(escaped(code)).append("</code> "));
      page.append("<code>").append(escaped(reason.id())).append("</code></p>\n</article>\n");
    }
  }

  /// A finding may have several reasons; an anchor stands once on a page.
  private String anchor(String id) {
    return anchors.add(id) ? " id=\"" + escaped(id) + "\"" : "";
  }

  private void marks(Description it) {
    if (it.marks().isEmpty()) {
      return;
    }
    section("marks", Words.MARKS);
    page.append("<dl>\n");
    it.marks().forEach(mark -> pair(mark.field(), Words.seen(mark, it)));
    page.append("</dl>\n");
  }

  private void limits(Description it) {
    section("limits", Words.LIMITS);
    page.append("<table>\n<tbody>\n");
    it.limits()
        .forEach(limit ->
            page.append("<tr><th scope=\"row\">")
                .append(escaped(limit.what()))
                .append("</th><td>")
                .append(escaped(limit.value()))
                .append("</td></tr>\n"));
    page.append("</tbody>\n</table>\n");
  }

  private void terms() {
    section("words", Words.TERMS);
    page.append("<dl>\n");
    Words.TERMS_AND_MEANINGS.forEach(term -> pair(term.word(), term.meaning()));
    page.append("</dl>\n");
  }

  private void changes(List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    section("changes", Words.CHANGES);
    for (Change change : changes) {
      page.append("<h3><time datetime=\"")
          .append(change.since())
          .append("\">")
          .append(TextPage.date(change.since()))
          .append("</time></h3>\n<ul>\n");
      change.what().forEach(what -> element("li", what));
      page.append("</ul>\n");
    }
  }

  private void pair(String term, String meaning) {
    element("dt", term);
    element("dd", meaning);
  }

  private void element(String name, String text) {
    page.append('<').append(name).append('>').append(escaped(text));
    page.append("</").append(name).append(">\n");
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
