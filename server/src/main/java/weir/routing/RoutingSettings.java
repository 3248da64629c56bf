package weir.routing;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import weir.config.Default;
import weir.config.Doc;
import weir.net.IpPrefix;

/// `[routing]`: what the domains' own tables do not say.
@Doc("Where mail goes that no domain of ours says more of, and who may send anywhere.")
public record RoutingSettings(
    @Doc(
            "File that a panel writes: one domain or address a line, with hop=, policy= and recipients=; its format is in policy.md.")
        Optional<Path> map,
    @Doc("Next hop of domains in the map that name none.") Optional<String> mapHop,
    @Doc("Mailbox that gets mail for a bare `postmaster` (RFC 5321 section 4.5.1).")
        Optional<weir.mail.Path.Mailbox> postmaster,
    @Doc(
            "Next hop for mail of customers and our own hosts to other domains; without it there is no relaying at all.")
        Optional<String> onwardHop,
    @Doc("Our own hosts: addresses and networks that may send anywhere without a login.")
        @Default("[]")
        List<IpPrefix> relayFrom) {
  public RoutingSettings {
    relayFrom = List.copyOf(relayFrom);
  }
}
