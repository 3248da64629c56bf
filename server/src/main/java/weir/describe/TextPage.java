package weir.describe;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import weir.describe.Description.Reason;

/// A description for a terminal, or to be copied into a mail.
public final class TextPage {
  private static final int WIDTH = 90;

  private final StringBuilder page = new StringBuilder();

  private TextPage() {}

  public static String of(Description it) {
    TextPage page = new TextPage();
    page.write(it);
    return page.page.toString();
  }

  static String date(Instant at) {
    return DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH)
        .withZone(ZoneOffset.UTC)
        .format(at);
  }

  private void write(Description it) {
    heading(Words.title(it), '=');
    Words.introduction(it).forEach(text -> paragraph("", text));
    heading(Words.WHEN_REFUSED, '-');
    Words.whenRefused(it).forEach(text -> paragraph("", text));
    reasons(it, Words.REFUSED, Words.aboutRefused(it), it.refused());
    reasons(it, Words.SIGNS, Words.aboutSigns(it), it.signs());
    reasons(it, Words.SLOWED, Words.aboutSlowed(), it.slowed());
    if (!it.marks().isEmpty()) {
      heading(Words.MARKS, '-');
      it.marks().forEach(mark -> paragraph("  ", mark.field() + ": " + Words.seen(mark, it)));
      page.append('\n');
    }
    heading(Words.LIMITS, '-');
    it.limits().forEach(limit -> paragraph("  ", limit.what() + ": " + limit.value()));
    page.append('\n');
    heading(Words.FINE_PRINT, '-');
    Words.finePrint(it).forEach(text -> paragraph("", text));
    changes(it);
  }

  private void changes(Description it) {
    if (it.changes().isEmpty()) {
      return;
    }
    heading(Words.CHANGES, '-');
    for (Description.Change change : it.changes()) {
      page.append(date(change.since())).append('\n');
      change.what().forEach(what -> paragraph("  ", what));
      page.append('\n');
    }
  }

  private void reasons(Description it, String title, String about, List<Reason> reasons) {
    if (reasons.isEmpty()) {
      return;
    }
    heading(title, '-');
    paragraph("", about);
    for (Reason reason : reasons) {
      paragraph("* ", Words.seen(reason, it));
      paragraph("  ", reason.follows());
      paragraph(
          "  ",
          (reason.code().isPresent() ? Words.NOTE_SAYS : Words.TO_MEND) + ": " + reason.remedy());
      page.append("  [")
          .append(reason.id())
          .append(reason.code().map(code -> ", " + code).orElse(""))
          .append("]\n\n");
    }
  }

  private void heading(String text, char line) {
    page.append(text).append('\n').repeat(line, text.length()).append("\n\n");
  }

  /// Wrapped; what begins with `* ` goes on below its first word.
  private void paragraph(String begin, String text) {
    String indent = " ".repeat(begin.length());
    StringBuilder line = new StringBuilder(begin);
    for (String word : text.split(" ")) {
      if (line.length() + word.length() + 1 > WIDTH && line.length() > indent.length()) {
        page.append(line.toString().stripTrailing()).append('\n');
        line = new StringBuilder(indent);
      }
      line.append(word).append(' ');
    }
    page.append(line.toString().stripTrailing()).append('\n');
    if (begin.isEmpty()) {
      page.append('\n');
    }
  }
}
