package weir.agent.fence.iptables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.agent.fence.Fence;
import weir.agent.fence.FenceFolder;
import weir.agent.queue.Programs;

/// Puts a fence of iptables up, and takes it away.
public final class IptablesFencing {
  /// What the two families need.
  private enum Family {
    V4("iptables", "v4"),
    V6("ip6tables", "v6");

    private final String program;
    private final String ending;

    Family(String program, String ending) {
      this.program = program;
      this.ending = ending;
    }
  }

  private static final int SAID = 500;

  private static final Pattern HELD =
      Pattern.compile("(?m)^\\[(\\d{1,19}):\\d+\\] -A WEIR-LOCAL .*-j NFLOG ");

  /// Waits, and puts up again what was before, unless what it waits for has been confirmed: the
  /// word in the file is another one then, or the file is gone, and it ends.
  private static final String DEAD_MAN =
      """
      left=$1
      while [ "$left" -gt 0 ]; do
        sleep 1
        word=
        read -r word <"$2/armed" || exit 0
        [ "$word" = "$3" ] || exit 0
        left=$((left - 1))
      done
      rm -f "$2/armed"
      iptables-restore -w 5 --noflush <"$2/before.v4"
      ip6tables-restore -w 5 --noflush <"$2/before.v6"
      """;

  private final Programs programs;
  private final FenceFolder folder;

  /// How it stands.
  ///
  /// @param v4 whether connections of IPv4 come to it
  /// @param v6 the same of IPv6
  /// @param held connections that were dropped or refused, of both
  /// @param waits whether it waits to be confirmed
  public record Stands(boolean v4, boolean v6, long held, boolean waits) {}

  /// @param folder where is kept what was applied; only root writes there
  public IptablesFencing(Programs programs, Path folder) {
    this.programs = programs;
    this.folder = new FenceFolder(folder.resolve("iptables"));
  }

  /// Whether one was put up from here and is still there: it waits, is kept, or connections come to
  /// it.
  public boolean isHere() throws IOException, InterruptedException {
    if (!Files.exists(folder.path())) {
      return false;
    }
    if (waits() || folder.has("confirmed.v4")) {
      return true;
    }
    for (Family each : Family.values()) {
      if (jump(each, "-C", "OUTPUT", "WEIR-FENCE")) {
        return true;
      }
    }
    return false;
  }

  /// Whether it waits to be confirmed.
  public boolean waits() {
    return folder.has("armed");
  }

  /// Puts it up; a process takes it back after that time unless it is confirmed.
  ///
  /// @return whether held processes can be looked at: without ipset they are refused at once
  /// @throws IOException where a part of it was not taken; nothing of it is left then
  public boolean apply(Fence fence, Duration deadMan) throws IOException, InterruptedException {
    if (!fence.exemptCgroups().isEmpty()) {
      throw new IOException("control groups cannot be exempt by iptables: name users instead");
    }
    folder.make();
    boolean hold = programs.run(List.of("ipset", "restore", "-exist"), sets()).exit() == 0;
    Map<Family, String> texts = new EnumMap<>(Family.class);
    for (Family each : Family.values()) {
      texts.put(each, new IptablesRules(each == Family.V4, hold).up(fence, isHooked(each)));
      restore(each, texts.get(each), true);
    }
    for (Family each : Family.values()) {
      IptablesRules rules = new IptablesRules(each == Family.V4, hold);
      folder.write("applied." + each.ending, rules.up(fence, false));
      folder.write("before." + each.ending, before(each));
    }
    arm(deadMan); // first, so that nothing is up that nobody takes back
    for (Map.Entry<Family, String> each : texts.entrySet()) {
      restore(each.getKey(), each.getValue(), false);
    }
    return hold;
  }

  private static String sets() {
    return IptablesRules.sets();
  }

  /// What was confirmed before, in chains to which the system's lead already; else nothing.
  private String before(Family family) throws IOException {
    return folder
        .text("confirmed." + family.ending)
        .map(text -> text.replaceAll("(?m)^-I .*\n", ""))
        .orElseGet(IptablesRules::down);
  }

  private void arm(Duration deadMan) throws IOException {
    String word = UUID.randomUUID().toString();
    folder.write("armed", word + "\n");
    new ProcessBuilder(
            "setsid",
            "sh",
            "-c",
            DEAD_MAN,
            "weir-dead-man",
            Long.toString(deadMan.toSeconds()),
            folder.path().toString(),
            word)
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /// Keeps what was applied, for the next start of the machine, too: [#bootLines] load it.
  public void confirm() throws IOException {
    if (!folder.delete("armed")) {
      throw new IOException("nothing waits to be confirmed; apply it again");
    }
    for (Family each : Family.values()) {
      folder.rename("applied." + each.ending, "confirmed." + each.ending);
    }
    folder.write("confirmed.ipset", sets());
  }

  /// What has to be run at the start of the machine, in this order.
  public List<String> bootLines() {
    return List.of(
        "ipset restore -exist <" + folder.file("confirmed.ipset"),
        "iptables-restore -w 5 --noflush <" + folder.file("confirmed.v4"),
        "ip6tables-restore -w 5 --noflush <" + folder.file("confirmed.v6"));
  }

  /// Takes it away, and what was kept.
  ///
  /// @return false where there was none
  public boolean revert() throws IOException, InterruptedException {
    boolean was = false;
    for (String name : new String[] {"armed", "confirmed.ipset"}) {
      folder.delete(name);
    }
    for (Family each : Family.values()) {
      if (isHooked(each)) {
        restore(each, IptablesRules.down(), false);
        was = true;
      }
      for (String name : new String[] {"applied.", "before.", "confirmed."}) {
        folder.delete(name + each.ending);
      }
    }
    Files.deleteIfExists(folder.path());
    for (String set : new String[] {"weir-held4", "weir-held6"}) {
      programs.run(List.of("ipset", "destroy", set), ""); // it was there only for us
    }
    return was;
  }

  public Stands standing() throws IOException, InterruptedException {
    long held = 0;
    for (Family each : Family.values()) {
      Programs.Ran ran = programs.run(List.of(each.program + "-save", "-c", "-t", "filter"), "");
      Matcher count = HELD.matcher(ran.output());
      while (count.find()) {
        held += Long.parseLong(count.group(1));
      }
    }
    return new Stands(
        jump(Family.V4, "-C", "OUTPUT", "WEIR-FENCE"),
        jump(Family.V6, "-C", "OUTPUT", "WEIR-FENCE"),
        held,
        waits());
  }

  /// Whether the system's chains lead to ours. Where somebody emptied one of the two, the other is
  /// let go as well.
  private boolean isHooked(Family family) throws IOException, InterruptedException {
    boolean output = jump(family, "-C", "OUTPUT", "WEIR-FENCE");
    boolean forward = jump(family, "-C", "FORWARD", "WEIR-ROUTED");
    if (output != forward) {
      jump(family, "-D", output ? "OUTPUT" : "FORWARD", output ? "WEIR-FENCE" : "WEIR-ROUTED");
    }
    return output && forward;
  }

  private boolean jump(Family family, String what, String from, String to)
      throws IOException, InterruptedException {
    return programs
            .run(List.of(family.program, "-w", "5", what, from, "-p", "tcp", "-j", to), "")
            .exit()
        == 0;
  }

  private void restore(Family family, String text, boolean onlyTry)
      throws IOException, InterruptedException {
    List<String> line =
        new ArrayList<>(List.of(family.program + "-restore", "-w", "5", "--noflush"));
    if (onlyTry) {
      line.add("--test");
    }
    Programs.Ran ran = programs.run(line, text);
    if (ran.exit() != 0) {
      String said = ran.output().strip();
      throw new IOException(
          line.getFirst() + ": " + said.substring(0, Math.min(SAID, said.length())));
    }
  }
}
