package weir.agent.fence;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import weir.agent.doctor.Machine;
import weir.agent.queue.Programs;

/// Rules of others that decide about the same ports.
///
/// What they drop, they drop beside us. What they redirect is the trap: a connection that they lead
/// to the mail server of this host opens, whatever our fence says, since ours sees it with its new
/// destination.
public final class ForeignRules {
  private static final Pattern REDIRECT = Pattern.compile("\\b(redirect|dnat|REDIRECT|DNAT)\\b");
  private static final Pattern WORD = Pattern.compile("[^0-9]+");

  /// What iptables-legacy holds nft does not show at all, and the rest it may show in other words.
  private static final List<String> SAVES =
      List.of("iptables-save", "ip6tables-save", "iptables-legacy-save", "ip6tables-legacy-save");

  /// By which words in the ruleset others are known.
  private static final Map<String, String> NEIGHBOURS =
      new TreeMap<>(Map.of("firewalld", "firewalld", "ufw", "ufw", "DOCKER", "docker"));

  private final Programs programs;
  private final Machine machine;

  public ForeignRules(Programs programs, Machine machine) {
    this.programs = programs;
    this.machine = machine;
  }

  /// @param behind whether the operator says that they may stay
  public List<FenceFinding> of(Fence fence, boolean behind) throws InterruptedException {
    SortedSet<Integer> ports = new TreeSet<>(fence.enforced());
    ports.addAll(fence.observed());
    List<FenceFinding> findings = new ArrayList<>();
    boolean stops = !behind && !fence.enforced().isEmpty();
    csf(stops).ifPresent(findings::add);
    cpanel(stops).ifPresent(findings::add);
    String ruleset = said(List.of("nft", "-nn", "list", "ruleset"));
    redirects(ruleset, ports, stops, findings);
    neighbours(ruleset, findings);
    return findings;
  }

  private Optional<FenceFinding> csf(boolean stops) {
    return text("/etc/csf/csf.conf")
        .filter(text -> setting(text, "SMTP_BLOCK").filter(it -> !it.equals("0")).isPresent())
        .map(_ ->
            finding(
                stops,
                "csf blocks mail ports itself (SMTP_BLOCK in /etc/csf/csf.conf)",
                "set SMTP_BLOCK = \"0\" there and run csf -r"));
  }

  private Optional<FenceFinding> cpanel(boolean stops) {
    return text("/var/cpanel/smtpgidonlytweak")
        .map(_ ->
            finding(
                stops,
                "cPanel's SMTP Restrictions lead mail ports to this host's own mail server",
                "turn them off: /usr/local/cpanel/scripts/smtpmailgidonly off"));
  }

  private static FenceFinding finding(boolean stops, String what, String remedy) {
    String ways =
        "; or weir fence apply --take-over, if you are about to, or --behind, if it is to stay";
    return new FenceFinding(stops, what, stops ? remedy + ways : remedy);
  }

  private Optional<String> text(String file) {
    return machine.read(java.nio.file.Path.of(file)) instanceof Machine.Said.Text(String text)
        ? Optional.of(text)
        : Optional.empty();
  }

  private static Optional<String> setting(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "="))
        .map(line -> line.substring(line.indexOf('=') + 1).strip().replace("\"", ""))
        .findFirst();
  }

  private void redirects(
      String ruleset, SortedSet<Integer> ports, boolean stops, List<FenceFinding> findings)
      throws InterruptedException {
    redirect("nft list ruleset", ruleset, ports, stops).ifPresent(findings::add);
    for (String save : SAVES) {
      if (findings.stream().noneMatch(it -> it.what().contains("redirect"))) {
        List<String> command = List.of(save, "-t", "nat");
        redirect(String.join(" ", command), said(command), ports, stops).ifPresent(findings::add);
      }
    }
  }

  private static Optional<FenceFinding> redirect(
      String by, String rules, SortedSet<Integer> ports, boolean stops) {
    return rules
        .lines()
        .map(String::strip)
        .filter(line -> REDIRECT.matcher(line).find() && names(line, ports))
        .findFirst()
        .map(line ->
            finding(
                stops,
                "a rule of somebody else redirects mail ports: " + line,
                "remove it (found by " + by + ")"));
  }

  private String said(List<String> command) throws InterruptedException {
    try {
      Programs.Ran ran = programs.run(command, "");
      return ran.exit() == 0 ? ran.output() : "";
    } catch (IOException _) {
      return ""; // it is not installed here
    }
  }

  private static boolean names(String line, SortedSet<Integer> ports) {
    return line.contains("dport")
        && WORD.splitAsStream(line.substring(line.indexOf("dport")))
            .filter(word -> !word.isEmpty() && word.length() <= 5)
            .anyMatch(word -> ports.contains(Integer.parseInt(word)));
  }

  private static void neighbours(String ruleset, List<FenceFinding> findings) {
    NEIGHBOURS.forEach((mark, name) -> {
      if (ruleset.contains(mark)) {
        findings.add(beside(name));
      }
    });
  }

  private static FenceFinding beside(String name) {
    return new FenceFinding(
        false, name + " has rules here; they and the fence stand side by side", "nothing to do");
  }
}
