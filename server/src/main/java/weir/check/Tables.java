package weir.check;

import java.util.List;
import weir.lists.GoodDays;
import weir.lists.Samples;
import weir.state.Table;

/// The tables of state that checks read and effects of their findings write.
public final class Tables {
  private Tables() {}

  /// What the operator said with `weir allow` and `weir block`; see `Lease`.
  public static final Table LEASES = new Table("leases", 100_000, true);

  /// Senders that were asked to come back. Lost at a restart: they are asked once more.
  public static final Table GREYLIST_PENDING = new Table("greylist-pending", 500_000, false);

  /// Senders that came back.
  public static final Table GREYLIST_PASSED = new Table("greylist-passed", 500_000, true);

  /// Recipients that each client named of late.
  public static final Table TARPIT = new Table("tarpit", 200_000, false);

  /// Domains of senders that were not there. At the bound the oldest is forgotten, and its time of
  /// grace begins again.
  public static final Table MISSING_DOMAINS = new Table("missing-domains", 100_000, false);

  /// Addresses that have sent mail through us. At the bound the oldest is forgotten: bounces to it
  /// are then unasked for.
  public static final Table OWN_SENDERS = new Table("own-senders", 500_000, true);

  /// The pace of each client, login and sender's domain. At the bound the one that would be
  /// forgotten first begins anew.
  public static final Table THROTTLE = new Table("throttle", 200_000, false);

  /// Connections of addresses and networks within a minute. At the bound the count that would end
  /// first is forgotten, and goes on from an estimate.
  public static final Table CONNECTIONS = new Table("connections", 200_000, false);

  /// What clients did of late, see `ClientHistory`. At the bound the one that would be forgotten
  /// first is a stranger again.
  public static final Table PROVEN_CLIENTS = new Table("proven-clients", 100_000, true);

  /// What is done about customers' logins: by `login:NAME` or `domain:NAME`, behind the name of
  /// another place than our gateway, the lease's id and the response. The responder writes it anew
  /// after a start.
  public static final Table RESPONSES = new Table("responses", 100_000, true);

  /// Recipients of throttled senders within the hour.
  public static final Table RESPONSE_RATE = new Table("response-rate", 100_000, true);

  /// All of them, for the enforcer and for whoever keeps what is durable.
  public static List<Table> all() {
    return List.of(
        LEASES,
        GREYLIST_PENDING,
        GREYLIST_PASSED,
        TARPIT,
        THROTTLE,
        MISSING_DOMAINS,
        OWN_SENDERS,
        PROVEN_CLIENTS,
        CONNECTIONS,
        RESPONSES,
        RESPONSE_RATE,
        GoodDays.TABLE,
        Samples.TABLE);
  }
}
