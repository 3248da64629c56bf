package weir.dialogs;

import java.util.ArrayList;
import java.util.List;

/// Sessions that other mail servers are tested with: Apache James, chasquid and Exim.
final class SmtpDialogues {
  /// One side of a session.
  sealed interface Step {
    /// The client sends this, as it is.
    record Send(String octets) implements Step {}

    /// A whole reply is due whose code begins so.
    record Expect(String code) implements Step {}

    /// The client begins TLS.
    record Secure() implements Step {}
  }

  private SmtpDialogues() {}

  /// `C:` and `S:` lines; a reply of several lines is one step.
  static List<List<Step>> james(String script) {
    List<Step> steps = new ArrayList<>();
    List<String> lines =
        script.lines().filter(line -> line.startsWith("C:") || line.startsWith("S:")).toList();
    for (int i = 0; i < lines.size(); i++) {
      String text = lines.get(i).substring(Math.min(3, lines.get(i).length()));
      boolean more = i + 1 < lines.size() && lines.get(i + 1).matches("S: \\d{3}-.*");
      if (lines.get(i).startsWith("C:")) {
        steps.add(new Step.Send(text.replace("\\r\\n", "\r\n") + "\r\n"));
      } else if (!more && !text.matches("\\d{3}-.*")) {
        steps.add(new Step.Expect(text.substring(0, 3)));
      }
    }
    return List.of(steps);
  }

  /// chasquid's scripts: `->` sends, `<-`, `<~` and `<...` expect, `close` begins another session.
  static List<List<Step>> chasquid(String script) {
    List<List<Step>> sessions = new ArrayList<>();
    for (String line : script.lines().toList()) {
      if (line.contains("_connect")) {
        sessions.add(new ArrayList<>());
        if (line.contains("tls_connect")) {
          sessions.getLast().add(new Step.Secure());
        }
      } else if (line.startsWith("c -> ")) {
        sessions.getLast().add(new Step.Send(line.substring(5) + "\r\n"));
      } else if (line.startsWith("c ~> ")) {
        sessions.getLast().add(new Step.Send(("a".repeat(899) + "\r\n").repeat(1166)));
      } else if (line.matches("c <(-|~|\\.\\.\\.) \\d{3}.*")) {
        sessions.getLast().add(new Step.Expect(line.replaceAll("c <\\S+ (\\d{3}).*", "$1")));
      }
    }
    return sessions;
  }

  /// The `client` blocks of Exim's scripts, which name the replies they expect.
  static List<List<Step>> exim(String script) {
    List<List<Step>> sessions = new ArrayList<>();
    boolean inside = false;
    for (String line : script.lines().toList()) {
      if (line.startsWith("client ")) {
        inside = true;
        sessions.add(new ArrayList<>());
      } else if (line.equals("****")) {
        inside = false;
      } else if (inside && line.matches("\\?\\?\\? \\d{1,3}( .*)?")) {
        sessions.getLast().add(new Step.Expect(line.substring(4, 5)));
      } else if (inside && !line.startsWith("???") && !line.startsWith("+++")) {
        sessions
            .getLast()
            .add(new Step.Send(line.replace("\\r", "\r").replace("\\n", "\n") + "\r\n"));
      }
    }
    return sessions;
  }

  /// What is typed into `exim -bs` and `exim -bh`; what is answered stands elsewhere, so nothing is
  /// expected but that there is an answer.
  static List<List<Step>> typed(String script) {
    List<List<Step>> sessions = new ArrayList<>();
    boolean inside = false;
    for (String line : script.lines().toList()) {
      if (line.matches("(sudo )?exim.* -b[sh]\\b.*")) {
        inside = true;
        sessions.add(new ArrayList<>());
      } else if (line.equals("****")) {
        inside = false;
      } else if (inside) {
        sessions.getLast().add(new Step.Send(line + "\r\n"));
      }
    }
    return sessions;
  }
}
