package weir.imports;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import weir.config.KeyPath;
import weir.former.OldFile;
import weir.former.OldLine;
import weir.hostrules.Remark;
import weir.hostrules.Rule;
import weir.hostrules.Tcprules;

/// The rules of tcpserver are read by `[checks.host-rules]` as they are, line by line.
public final class TcprulesImport {
  static final KeyPath HOST_RULES = KeyPath.of("checks", "host-rules");

  private static final Map<String, String> VARIABLES =
      Map.of(
          "QMAILQUEUE", "Weir starts no program for a message",
          "MFCHECK", "`checks.sender-domain` looks at every stranger's sender",
          "MFDNSCHECK", "`checks.sender-domain` looks at every stranger's sender",
          "NODNSCHECK", "`checks.sender-domain` looks at every stranger's sender",
          "NOBADHELO", "`checks.helo-lists` looks at every stranger's name",
          "HELOCHECK", "`checks.helo-lists` looks at every stranger's name",
          "MAXRECIPIENTS", "`checks.recipients.most` is one for all strangers",
          "GREETDELAY", "`greet-pause` belongs to a listener",
          "SMTPAUTH", "logins are Weir's own, on listeners of role submission",
          "RELAYREQ", "logins are Weir's own, on listeners of role submission");

  private final Draft draft;

  TcprulesImport(Draft draft) {
    this.draft = draft;
  }

  /// A whole configuration from the rules alone.
  public static Draft of(OldFile file) {
    Draft draft = new Draft();
    new TcprulesImport(draft).add(file);
    Frame.around(draft, "inner", "none");
    Frame.domain(draft, "inner");
    return draft.finished();
  }

  void add(OldFile file) {
    draft.read(file);
    Tcprules rules = Tcprules.parse(file.name(), file.text());
    Set<Integer> broken = broken(file, rules.remarks());
    draft.copy(file, broken);
    draft.set(HOST_RULES, "tcprules", Toml.text(file.name()), file.name());
    variables(file, rules.rules(), broken);
    if (rules.rules().stream().anyMatch(rule -> rule.environment().relayClient().isPresent())) {
      draft.relaying();
    }
    if (rules.rules().stream().anyMatch(rule -> !rule.allows() && !broken.contains(rule.line()))) {
      draft.changed(
          "`deny` of tcpserver",
          "it closed without a word; here the client hears why, at RCPT, and postmaster can be reached. `host-rules.at = \"connect\"` refuses at once",
          "",
          List.of());
    }
  }

  private Set<Integer> broken(OldFile file, List<Remark> remarks) {
    Set<Integer> broken = new HashSet<>();
    for (Remark remark : remarks) {
      OldLine line = file.lines().get(remark.line() - 1);
      if (remark.kind() == Remark.Kind.MISTAKE) {
        broken.add(remark.line());
        draft.leftOut(
            "a rule that tcprules would not take",
            remark.text() + "; with it tcprules kept the old file",
            "It is a comment in " + file.name(),
            List.of(line));
      } else if (remark.kind() == Remark.Kind.WITHOUT_EFFECT) {
        draft.yours(
            "a rule without effect",
            remark.text(),
            "It stands in " + file.name() + " as before: mend it, or take it out",
            List.of(line));
      }
    }
    return broken;
  }

  /// Without a count the patch never waits, whatever the delay.
  private void tarpit(Rule rule, OldLine line) {
    long seconds = rule.environment().tarpitDelay().orElse(0);
    if (rule.environment().tarpitCount().orElse(0) == 0) {
      return;
    }
    draft.longestDelay(Duration.ofSeconds(Math.min(seconds, QmailImport.MOST_DELAY)), line);
    if (seconds > QmailImport.MOST_DELAY) {
      draft.changed("TARPITDELAY " + seconds, QmailImport.DELAY_BOUND, "", List.of(line));
    }
  }

  private void variables(OldFile file, List<Rule> rules, Set<Integer> broken) {
    Map<String, List<OldLine>> unknown = new TreeMap<>();
    List<OldLine> users = new ArrayList<>();
    List<OldLine> appended = new ArrayList<>();
    for (Rule rule : rules) {
      OldLine line = file.lines().get(rule.line() - 1);
      if (broken.contains(rule.line())) {
        continue;
      }
      if (rule.text().split(":", 2)[0].contains("@")) {
        users.add(line);
      }
      tarpit(rule, line);
      rule.environment()
          .unknown()
          .forEach(name -> unknown.computeIfAbsent(name, _ -> new ArrayList<>()).add(line));
      for (String set : rule.environment().noNumbers()) {
        draft.leftOut(
            set,
            "it is no number: the digits in front count, none is 0, here as there",
            "Mend it in " + file.name(),
            List.of(line));
      }
      if (rule.environment().relayClient().filter(value -> !value.isEmpty()).isPresent()) {
        appended.add(line);
      }
    }
    if (!appended.isEmpty()) {
      draft.leftOut(
          "what RELAYCLIENT holds",
          "qmail appended it to every recipient of such a client; Weir changes no address, though the client may relay",
          "Let these clients go on to qmail themselves",
          appended);
    }
    if (!users.isEmpty()) {
      draft.leftOut(
          "rules for a user@",
          "whoever runs the client's host says who its user is, and few do; Weir asks nobody, so that these rules win in a comparison only",
          "",
          users);
    }
    unknown.forEach((name, lines) ->
        draft.leftOut(
            "variable " + name,
            VARIABLES.getOrDefault(name, "it means nothing to Weir"),
            "",
            lines));
  }
}
