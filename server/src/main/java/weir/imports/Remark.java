package weir.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import weir.former.OldLine;

/// Something the operator has to be told.
///
/// @param what of the old configuration
/// @param why it is not, or not as it was, in the new one; empty where `what` says all
/// @param instead what to do; empty where nothing is to be done
/// @param lines where the old files say it
public record Remark(Kind kind, String what, String why, String instead, List<OldLine> lines) {

  /// What a remark is about.
  public enum Kind {
    LEFT_OUT("Not carried over"),
    TRAP("Traps of the old system that are not copied"),
    CHANGED("Carried over, and now a little different"),
    YOURS("For you to decide"),
    STAYS("Stays with the mail server behind Weir");

    private final String heading;

    Kind(String heading) {
      this.heading = heading;
    }

    public String heading() {
      return heading;
    }
  }

  /// Places named at most; the others are counted.
  private static final int PLACES = 6;

  public Remark {
    lines = lines.stream().distinct().toList();
  }

  Remark with(List<OldLine> more) {
    return new Remark(kind, what, why, instead, more);
  }

  /// Where it stands, as `tcp.smtp:3-5, tcp.smtp:9 and 12 more`; for what stays, the files. Empty
  /// for something that stands nowhere.
  public String places() {
    List<String> named = kind == Kind.STAYS ? files() : ranges();
    String first = named.stream().limit(PLACES).collect(Collectors.joining(", "));
    return named.size() <= PLACES ? first : first + " and " + (named.size() - PLACES) + " more";
  }

  private List<String> files() {
    return lines.stream().map(OldLine::file).distinct().toList();
  }

  /// Lines that follow each other are one place.
  private List<String> ranges() {
    List<String> ranges = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      OldLine first = lines.get(i);
      OldLine last = first;
      while (i + 1 < lines.size() && follows(last, lines.get(i + 1))) {
        last = lines.get(++i);
      }
      ranges.add(last.equals(first) ? first.place() : first.place() + "-" + last.number());
    }
    return ranges;
  }

  private static boolean follows(OldLine line, OldLine next) {
    return next.file().equals(line.file()) && next.number() == line.number() + 1;
  }

  /// All of it in a paragraph.
  public String text() {
    return what
        + (lines.isEmpty() ? "" : " (" + places() + ")")
        + (why.isEmpty() ? "" : ": " + why)
        + (instead.isEmpty() ? "." : ". " + instead + ".");
  }
}
