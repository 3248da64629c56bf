package weir.fence;

import java.nio.file.Path;
import java.util.List;
import weir.agent.fence.Fence;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.KeyPath;
import weir.config.Problems;

@Doc("The fence on a host's mail ports.")
public record FenceSettings(
    @Doc("Ports at which only permitted servers are reached.") @Default("[25]")
        List<Integer> enforce,
    @Doc(
            "Ports at which the others are counted and told, and let through: a customer's shop may send by a provider of its own there.")
        @Default("[465, 587]")
        List<Integer> observe,
    @Doc(
            "Mail servers that are reached: names, addresses or networks, with `:port` for one port only, `[v6]:port` of IPv6.")
        @Default("[]")
        List<String> permit,
    @Doc(
            "Users whom it does not hold, by name or number: this host's mail server, if it delivers itself.")
        @Default("[]")
        List<String> exemptUsers,
    @Doc("Groups whom it does not hold, by name or number.") @Default("[]")
        List<String> exemptGroups,
    @Doc(
            "Control groups of version 2 whose processes it does not hold, from their root on: `system.slice/mail.service`.")
        @Default("[]")
        List<String> exemptCgroups,
    @Doc(
            "Whether this host's mail server hands all its mail to permitted servers, and delivers none itself.")
        @Default("false")
        boolean relaysOnly,
    @Doc("Whether what only passes through this host is held, too: containers, guests.")
        @Default("true")
        boolean forwarded,
    @Doc("Whether rules of others on the same ports may stay.") @Default("false") boolean behind,
    @Doc("Where is kept what was applied.") @Default("/var/lib/weir/fence") Path folder)
    implements Checked {

  public FenceSettings {
    enforce = List.copyOf(enforce);
    observe = List.copyOf(observe);
    permit = List.copyOf(permit);
    exemptUsers = List.copyOf(exemptUsers);
    exemptGroups = List.copyOf(exemptGroups);
    exemptCgroups = List.copyOf(exemptCgroups);
  }

  private static final int LAST_PORT = 65_535;

  @Override
  public void check(Problems problems) {
    ports(KeyPath.of("enforce"), enforce, problems);
    ports(KeyPath.of("observe"), observe, problems);
    enforce.stream()
        .filter(observe::contains)
        .findFirst()
        .ifPresent(port ->
            problems.add(KeyPath.of("observe"), "port " + port + " is under enforce already"));
    cgroups(exemptCgroups, problems);
    for (String each : permit) {
      if (PermittedText.parse(each).isEmpty()) {
        problems.add(
            KeyPath.of("permit"),
            "\"%s\" is no name, address or network with or without a port".formatted(each));
      }
    }
  }

  private static void cgroups(List<String> paths, Problems problems) {
    for (String each : paths) {
      if (!Fence.isCgroup(each)) {
        problems.add(
            KeyPath.of("exempt-cgroups"),
            "\"%s\" is no path of a control group such as system.slice/mail.service, with six parts at most"
                .formatted(each));
      }
    }
  }

  private static void ports(KeyPath key, List<Integer> ports, Problems problems) {
    ports.stream()
        .filter(port -> port < 1 || port > LAST_PORT)
        .findFirst()
        .ifPresent(port -> problems.add(key, "there is no port " + port));
  }
}
