package weir.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.former.OldFile;
import weir.former.OldLine;
import weir.former.RblsmtpdOptions;
import weir.former.RblsmtpdOptions.Source;
import weir.former.ShellWords;

/// The command line of rblsmtpd becomes `[checks.dnsbl]`.
public final class RblsmtpdImport {
  private static final String DEFAULT_LIST = "rbl.maps.vix.com";

  private final Draft draft;
  private boolean asked;

  RblsmtpdImport(Draft draft) {
    this.draft = draft;
  }

  /// A whole configuration from nothing but the words after `rblsmtpd`.
  public static Draft of(String arguments) {
    OldFile file = OldFile.of("rblsmtpd", arguments + "\n"); // no words are a line, too
    Draft draft = new Draft();
    draft.read(file);
    OldLine line = file.first().orElseThrow();
    new RblsmtpdImport(draft).add(RblsmtpdOptions.read(ShellWords.of(arguments)), line);
    Frame.around(draft, "inner", "none");
    Frame.domain(draft, "inner");
    return draft.finished();
  }

  void add(RblsmtpdOptions options, OldLine line) {
    if (options.mistake().isPresent()) {
      draft.leftOut(
          "rblsmtpd", options.mistake().get() + ", so it never started", "", List.of(line));
      return;
    }
    if (options.sources().isEmpty()) {
      draft.leftOut(
          "rblsmtpd",
          "nothing in these words names a list",
          "Say what stood behind rblsmtpd, such as '-r bl.example.org'",
          List.of(line));
    }
    draft.ledger().carried(line);
    others(options);
    for (Source source : options.sources()) {
      switch (source) {
        case Source.Block block -> block(block, line);
        case Source.Allow allow -> allow(allow, line);
      }
    }
    if (options.sources().stream().noneMatch(Source.Block.class::isInstance)) {
      draft.trap(
          "rblsmtpd without -r asks " + DEFAULT_LIST,
          "that list is " + DeadLists.fate(DEFAULT_LIST).orElseThrow(),
          "",
          List.of());
    }
    said();
    time(options);
  }

  /// `dnsbllist` of a qmail-smtpd that asks lists itself: `-` for a refusal for good, `+` for a
  /// list of clients to let in, `zone:text`.
  void list(OldFile file) {
    List<OldLine> lines = file.said();
    draft.ledger().carried(lines);
    for (OldLine line : lines) {
      String text = line.text().strip();
      String zone = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
      if (text.startsWith("+")) {
        allow(new Source.Allow(zone, false), line);
      } else {
        int colon = zone.indexOf(':');
        block(
            new Source.Block(
                colon < 0 ? zone : zone.substring(0, colon),
                colon < 0 ? Optional.empty() : Optional.of(zone.substring(colon + 1)),
                text.startsWith("-"),
                false),
            line);
      }
    }
    said();
  }

  private void allow(Source.Allow allow, OldLine line) {
    new BlockLists(draft).allow(allow.zone(), List.of(), line);
  }

  private void block(Source.Block block, OldLine line) {
    List<String> more = new ArrayList<>();
    more.add("listed = " + (block.forGood() ? Toml.REJECT : Toml.DEFER));
    block.text().ifPresent(text -> more.add("url = " + Toml.text(text)));
    if (block.failClosed()) {
      more.add("unknown = \"defer\"");
    }
    new BlockLists(draft).add(block.zone(), List.of(), more, line);
    asked = draft.has(Tables.DNSBL, "zones");
  }

  private void said() {
    if (asked) {
      draft.changed(
          "refusals by block lists",
          "they come at RCPT, after who logged in, who may relay and postmaster were let through; all lists are asked at once, only answers within 127.0.0.0/8 count, and a list that fails its tests is taken out",
          "",
          List.of());
    }
  }

  /// What only forks and patches of rblsmtpd know.
  private void others(RblsmtpdOptions options) {
    for (String option : options.others()) {
      switch (option.charAt(1)) {
        case 'i' ->
            draft.leftOut(
                "rblsmtpd -i",
                "with it ucspi-tcp6 refuses nobody and tells the program behind it",
                "Where that only marks, `listed = {observe = true}` at a zone",
                List.of());
        case 'R', 'A' ->
            draft.leftOut(
                "rblsmtpd " + option,
                "the RHSBL patch asks this list about the client's name",
                "`[checks.name-lists]` with `names = [\"reverse-name\"]` does",
                List.of());
        default ->
            draft.leftOut(
                "rblsmtpd " + option,
                "the wait before the greeting is an option of ucspi-tcp6",
                "`greet-pause` of a listener does it",
                List.of());
      }
    }
  }

  private void time(RblsmtpdOptions options) {
    if (options.seconds() != RblsmtpdOptions.SECONDS) {
      draft.changed(
          "rblsmtpd -t " + options.seconds(),
          "Weir has no session of its own for refused clients: they may stay as long as any other, `limits.command-time` and `limits.errors`",
          "",
          List.of());
    }
  }
}
