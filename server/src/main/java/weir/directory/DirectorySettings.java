package weir.directory;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.KeyPath;
import weir.config.Problems;
import weir.config.Range;
import weir.net.IpPrefix;

/// The table `[directory]`: where it is known whose a login, a uid, a site or a network is.
@Doc(
    "Whose a login, a uid, a site or a network is: accounts as the provider's own systems have them. See directory.md.")
public record DirectorySettings(
    @Doc("Where accounts are read, each source with a name.") Map<String, SourceSettings> sources,
    @Doc("What accounts may send, by the name of their plan.") Map<String, PlanSettings> plans,
    @Doc("How often sources are read.") @Default("15m") @Range(from = "10s", to = "7d")
        Duration every,
    @Doc("How long reading one source may take; then it has failed, and its last good copy stays.")
        @Default("2m")
        @Range(from = "1s", to = "1h")
        Duration deadline,
    @Doc(
            "How long it is remembered whose an identity was that is somebody else's now, or nobody's.")
        @Default("400d")
        @Range(from = "1d", to = "3650d")
        Duration keep,
    @Doc("A source that could not be read for this long is told of in /health.")
        @Default("1d")
        @Range(from = "1m", to = "90d")
        Duration stale,
    @Doc(
            "A source that suddenly lacks more than this share of its accounts, or of what they have, in percent, is refused until a person accepts it. A small provider, where one customer is more, sets more.")
        @Default("5")
        @Range(from = "0", to = "100")
        int mostRemoved,
    @Doc("The same for the share of what belongs to another account than before, in percent.")
        @Default("1")
        @Range(from = "0", to = "100")
        int mostMoved,
    @Doc("Users of the system that work for all customers, on every host.")
        @Default(
            "[\"root\", \"nobody\", \"www-data\", \"apache\", \"httpd\", \"nginx\", \"wwwrun\", \"www\", \"mail\", \"postfix\", \"exim\", \"Debian-exim\", \"mailnull\", \"qmaild\", \"vmail\", \"dovecot\", \"daemon\", \"cron\"]")
        List<String> sharedUsers,
    @Doc(
            "Users of the system that list software runs as, each a name or a uid. What they hand in is a list's and counts for no account; on a host where such a name is a customer's, it is the customer's.")
        @Default("[\"list\", \"mailman\"]")
        List<String> listUsers,
    @Doc(
            "Users of the system that only delivery agents run as, such as the owner of all mailboxes, each a name or a uid. What they hand in counts for no account: without a sender it is an automatic reply, with one it is forwarded. Never a user that web sites or customers' programs run as.")
        @Default("[]")
        List<String> deliveryUsers,
    @Doc("Logins that many customers use, such as that of a common relay.") @Default("[]")
        List<String> sharedLogins,
    @Doc(
            "Networks behind which many customers stand. The addresses of hosts with the role `nat` are so by themselves.")
        @Default("[]")
        List<IpPrefix> sharedNetworks)
    implements Checked {

  /// A source's copies are files of its name.
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}";

  public DirectorySettings {
    sharedUsers = List.copyOf(sharedUsers);
    listUsers = List.copyOf(listUsers);
    deliveryUsers = List.copyOf(deliveryUsers);
    sharedLogins = List.copyOf(sharedLogins);
    sharedNetworks = List.copyOf(sharedNetworks);
  }

  @Override
  public void check(Problems problems) {
    KeyPath all = KeyPath.of("sources");
    problems.names(all).stream()
        .filter(name -> !name.matches(NAME))
        .forEach(name ->
            problems.add(
                all.key(name), "a source is named by letters, digits, - and _, 64 at most"));
  }
}
