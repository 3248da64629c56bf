package weir.agent.fence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import weir.agent.process.HostProcess;
import weir.agent.process.Processes;
import weir.agent.process.UserNames;
import weir.net.IpAddress;

/// Whom a fence would cut off who must not be.
public final class LockOut {
  /// Programs of mail servers that deliver to others, as a process is called, and as whom they do.
  private static final Map<String, String> DELIVERING =
      new TreeMap<>(
          Map.of(
              "qmgr", "Postfix",
              "exim4", "Exim",
              "exim", "Exim",
              "qmail-rspawn", "qmail",
              "sendmail-mta", "Sendmail",
              "opensmtpd", "OpenSMTPD"));

  private final Processes processes;
  private final UserNames users;

  public LockOut(Processes processes, UserNames users) {
    this.processes = processes;
    this.users = users;
  }

  /// Where the agent of this host reaches its server.
  public record Control(IpAddress address, int port) {}

  /// @param relaysOnly whether this host's mail server hands all its mail to permitted servers
  public List<FenceFinding> of(Fence fence, boolean relaysOnly) {
    return of(fence, relaysOnly, List.of());
  }

  /// @param control where the agent of this host, which runs as root, reaches its server
  public List<FenceFinding> of(Fence fence, boolean relaysOnly, List<Control> control) {
    List<FenceFinding> findings = new ArrayList<>();
    if (fence.enforced().isEmpty()) {
      return findings;
    }
    if (fence.permitted().isEmpty() && fence.exemptUsers().isEmpty()) {
      findings.add(
          new FenceFinding(
              true,
              "no server is permitted and no user is exempt: no mail would leave this host at all",
              "name your mail servers under permit"));
    }
    if (!relaysOnly) {
      mailServers(fence, findings);
    }
    if (fence.permitted().size() == 1 && isOne(fence.permitted().getFirst())) {
      findings.add(
          new FenceFinding(
              false,
              "one mail server only is permitted: when it is down, no mail leaves this host",
              "name a second one under permit"));
    }
    control.stream()
        .filter(it -> fence.enforced().contains(it.port()) && !isOpen(fence, it))
        .forEach(it ->
            findings.add(
                new FenceFinding(
                    true,
                    "the agent of this host reaches its server at %s port %d, which would be shut"
                        .formatted(it.address(), it.port()),
                    "let the server listen at another port, or name it under permit")));
    if (!fence.exemptUsers().contains(0L)) {
      findings.add(
          new FenceFinding(
              false,
              "root is held like everybody else: jobs of root that connect to mail servers themselves"
                  + " reach only the permitted ones",
              "name root under exempt-users only if such a job must go on"));
    }
    return findings;
  }

  private static boolean isOne(Fence.Permitted permitted) {
    return permitted.servers().first().equals(permitted.servers().last());
  }

  /// Which mail server a process is of, that delivers to others.
  static Optional<String> mailServer(HostProcess process) {
    return Optional.ofNullable(DELIVERING.get(process.status().name()));
  }

  private static boolean isOpen(Fence fence, Control control) {
    return control.address().isLoopback()
        || fence.exemptUsers().contains(0L)
        || fence.permitted().stream().anyMatch(it -> it.covers(control.address(), control.port()));
  }

  private void mailServers(Fence fence, List<FenceFinding> findings) {
    Map<Long, String> found = new TreeMap<>();
    for (long pid : processes.all()) {
      processes
          .read(pid)
          .filter(process -> DELIVERING.containsKey(process.status().name()))
          .filter(process -> !isExempt(fence, process))
          .ifPresent(process -> found.putIfAbsent(user(process), process.status().name()));
    }
    found.forEach((uid, name) ->
        findings.add(
            new FenceFinding(
                true,
                "%s runs here as %s and would reach the permitted servers only"
                    .formatted(DELIVERING.get(name), users.shown(uid)),
                "name %s under exempt-users, or say relays-only = true if it hands all mail to them"
                    .formatted(users.name(uid).orElse(Long.toString(uid))))));
  }

  /// By its user, by its group or by its control group.
  static boolean isExempt(Fence fence, HostProcess process) {
    String path = process.group().map(it -> it.path()).orElse("");
    return fence.exemptUsers().contains(user(process))
        || fence.exemptGroups().contains(process.status().groups().effective())
        || fence.exemptCgroups().stream().anyMatch(it -> (path + "/").startsWith("/" + it + "/"));
  }

  private static long user(HostProcess process) {
    return process.status().users().effective();
  }
}
