package weir.imports;

import java.util.List;
import weir.former.OldFile;
import weir.former.OldLine;
import weir.former.RunScript;

/// The script that starts tcpserver: its block lists are carried over, its limits are Weir's own.
final class RunImport {
  private final Draft draft;

  RunImport(Draft draft) {
    this.draft = draft;
  }

  void add(OldFile file) {
    draft.read(file);
    RunScript script = RunScript.read(file);
    draft.stays("the script that starts qmail-smtpd, which goes on behind Weir", script.others());
    if (script.start().isEmpty()) {
      draft.leftOut(file.name(), "it starts no tcpserver", "", file.said());
      return;
    }
    draft.ledger().carried(script.lines());
    RunScript.Tcpserver start = script.start().get();
    tcpserver(start, script.lines());
    for (RunScript.Listed list : start.lists()) {
      new RblsmtpdImport(draft).add(list.options(), list.line());
    }
  }

  private void tcpserver(RunScript.Tcpserver start, List<OldLine> lines) {
    OldLine line = lines.getFirst();
    draft.changed(
        "tcpserver and softlimit",
        "Weir listens itself, asks no ident, and has limits of its own: `limits`, `checks.connections`",
        "Behind Weir tcpserver needs neither -x nor rblsmtpd: it is to let in 127.0.0.1 and nobody else",
        List.of(line));
    if (!start.paranoid()) {
      draft.trap(
          "tcpserver without -p",
          "whoever has the reverse zone of an address chose its name, and with it the rules for that name; Weir takes a name only where it leads back to the address",
          "",
          List.of());
    }
  }
}
