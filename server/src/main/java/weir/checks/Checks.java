package weir.checks;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import weir.check.Check;
import weir.check.CheckTable;
import weir.check.CheckType;
import weir.check.ReverseNames;
import weir.check.Scheduled;
import weir.check.Sources;
import weir.checks.dnslists.DnsblCheck;
import weir.checks.dnslists.DnswlCheck;
import weir.checks.dnslists.NameListsCheck;
import weir.checks.dnslists.ReceivedListsCheck;
import weir.dns.Resolver;
import weir.state.State;
import weir.verdict.FindingKind;

/// All checks, in their order. Where several refuse alike, the client is told the first one's
/// reason.
///
/// To add one: its file, its settings record with a key for each finding, a component of
/// [CheckSettings], a line here, a page in the manual.
public final class Checks {
  private static final List<Line<?>> LINES =
      List.of(
          line(
              ConnectionsCheck.TYPE,
              CheckSettings::connections,
              (own, with) -> new ConnectionsCheck(own, with.state(), with.clock())),
          line(RelayCheck.TYPE, CheckSettings::relay, (_, _) -> new RelayCheck()),
          line(HostRulesCheck.TYPE, CheckSettings::hostRules, Checks::hostRules),
          line(AccessCheck.TYPE, CheckSettings::access, (own, _) -> new AccessCheck(own)),
          line(
              LeasesCheck.TYPE,
              CheckSettings::leases,
              (_, with) -> new LeasesCheck(with.state(), with.clock())),
          line(EarlyTalkCheck.TYPE, CheckSettings::earlyTalk, (_, _) -> new EarlyTalkCheck()),
          line(
              PipeliningCheck.TYPE,
              CheckSettings::pipelining,
              (own, _) -> new PipeliningCheck(own.at())),
          line(
              DnswlCheck.TYPE,
              CheckSettings::dnswl,
              (own, with) -> new DnswlCheck(own, with.sources)),
          line(
              ProvenClientsCheck.TYPE,
              CheckSettings::provenClients,
              (own, with) -> new ProvenClientsCheck(own, with.pools(), with.state(), with.clock())),
          line(
              DnsblCheck.TYPE,
              CheckSettings::dnsbl,
              (own, with) -> new DnsblCheck(own, with.sources)),
          line(FcrdnsCheck.TYPE, CheckSettings::fcrdns, (_, with) -> new FcrdnsCheck(with.names)),
          line(
              HeloCheck.TYPE,
              CheckSettings::helo,
              (own, with) ->
                  new HeloCheck(own, with.sources.hostName(), with.names, with.resolver())),
          line(
              HeloListsCheck.TYPE,
              CheckSettings::heloLists,
              (own, with) -> new HeloListsCheck(own, with.names)),
          line(
              SenderListsCheck.TYPE,
              CheckSettings::senderLists,
              (own, with) -> new SenderListsCheck(own, with.names)),
          line(
              SenderLoginCheck.TYPE,
              CheckSettings::senderLogin,
              (_, with) -> new SenderLoginCheck(with.loginAddresses())),
          line(
              FromLoginCheck.TYPE,
              CheckSettings::fromLogin,
              (_, with) -> new FromLoginCheck(with.loginAddresses())),
          line(
              ResponsesCheck.TYPE,
              CheckSettings::responses,
              (_, with) -> new ResponsesCheck(with.state(), with.clock())),
          line(
              NameListsCheck.TYPE,
              CheckSettings::nameLists,
              (own, with) -> new NameListsCheck(own, with.names, with.sources)),
          line(
              SenderDomainCheck.TYPE,
              CheckSettings::senderDomain,
              (own, with) ->
                  new SenderDomainCheck(own, with.resolver(), with.state(), with.clock())),
          line(
              NullSenderCheck.TYPE,
              CheckSettings::nullSender,
              (own, with) -> new NullSenderCheck(own, with.state(), with.clock())),
          line(
              RelayProbeCheck.TYPE,
              CheckSettings::relayProbe,
              (own, _) -> new RelayProbeCheck(own)),
          line(
              RecipientListsCheck.TYPE,
              CheckSettings::recipientLists,
              (own, with) -> new RecipientListsCheck(own, with.names)),
          line(
              RecipientsCheck.TYPE,
              CheckSettings::recipients,
              (own, _) -> new RecipientsCheck(own)),
          line(
              RecipientCheck.TYPE,
              CheckSettings::recipient,
              (_, with) -> new RecipientCheck(with.sources.recipients())),
          line(
              GreylistCheck.TYPE,
              CheckSettings::greylist,
              (own, with) -> new GreylistCheck(own, with.names, with.state(), with.clock())),
          line(
              TarpitCheck.TYPE,
              CheckSettings::tarpit,
              (own, with) -> new TarpitCheck(own, with.state(), with.clock())),
          line(
              ThrottleCheck.TYPE,
              CheckSettings::throttle,
              (own, with) -> new ThrottleCheck(own, with.state(), with.clock())),
          line(
              ResponseRateCheck.TYPE,
              CheckSettings::responseRate,
              (_, with) -> new ResponseRateCheck(with.state(), with.clock())),
          line(
              ReceivedListsCheck.TYPE,
              CheckSettings::receivedLists,
              (own, with) -> new ReceivedListsCheck(own, with.sources)));

  private static final Map<String, List<FindingKind>> KINDS = kindsByCheck();

  private Checks() {}

  /// A check: what it is, where its table is, how it is made.
  private record Line<T extends CheckTable>(
      CheckType type, Function<CheckSettings, T> table, Maker<T> maker) {

    /// Nothing where its table has it off.
    void add(Parts with, List<Scheduled> checks) {
      T own = table.apply(with.settings);
      if (own.enabled()) {
        checks.add(new Scheduled(maker.make(own, with), own.at()));
      }
    }
  }

  private interface Maker<T> {
    Check make(T own, Parts with);
  }

  private static <T extends CheckTable> Line<T> line(
      CheckType type, Function<CheckSettings, T> table, Maker<T> maker) {
    return new Line<>(type, table, maker);
  }

  /// What checks are made of besides their own tables.
  private record Parts(CheckSettings settings, Sources sources, ReverseNames names) {
    State state() {
      return sources.state();
    }

    Resolver resolver() {
      return sources.resolver();
    }

    InstantSource clock() {
      return sources.clock();
    }

    SenderPools pools() {
      return new SenderPools(settings.greylist().pools(), names);
    }

    LoginAddresses loginAddresses() {
      return new LoginAddresses(settings.senderLogin());
    }
  }

  /// Rules about names want one that leads back to just this address.
  private static Check hostRules(HostRulesSettings own, Parts with) {
    ReverseNames exact = new ReverseNames(with.resolver(), false);
    return new HostRulesCheck(own, HostRuleFiles.read(own), exact, with.clock().instant());
  }

  /// The checks that are on.
  public static List<Scheduled> of(CheckSettings settings, Sources sources) {
    ReverseNames names = new ReverseNames(sources.resolver(), settings.fcrdns().loose());
    Parts parts = new Parts(settings, sources, names);
    List<Scheduled> checks = new ArrayList<>(LINES.size());
    LINES.forEach(line -> line.add(parts, checks));
    return List.copyOf(checks);
  }

  /// Each check's own table by its name, in the order of the checks.
  static Map<String, CheckTable> tables(CheckSettings settings) {
    Map<String, CheckTable> tables = new LinkedHashMap<>();
    LINES.forEach(line -> tables.put(line.type.name(), line.table.apply(settings)));
    return tables;
  }

  private static Map<String, List<FindingKind>> kindsByCheck() {
    Map<String, List<FindingKind>> kinds = new LinkedHashMap<>();
    LINES.forEach(line -> kinds.put(line.type.name(), line.type.kinds()));
    return Collections.unmodifiableMap(kinds);
  }

  /// Everything that can be found, by check, whether it is on or not.
  public static Map<String, List<FindingKind>> kinds() {
    return KINDS;
  }

  /// The checks whose findings an exemption can remove.
  public static Set<String> exemptible() {
    Set<String> names = new LinkedHashSet<>();
    KINDS.forEach((name, kinds) -> {
      if (kinds.stream().anyMatch(FindingKind::exemptible)) {
        names.add(name);
      }
    });
    return names;
  }

  /// What `all` stands for in an exemption: all of these but what the operator said himself.
  public static Set<String> exemptedByAll() {
    Set<String> names = exemptible();
    names.remove(LeasesCheck.TYPE.name());
    return names;
  }

  /// Whether a finding counts only when everything else passes.
  public static boolean countsLast(String finding, CheckSettings settings) {
    boolean asOfOld = settings.tarpit().counting() == TarpitSettings.Counting.COMPATIBILITY;
    return finding.equals(GreylistCheck.GREYLISTED.id())
        || (asOfOld && finding.equals(TarpitCheck.TARPITTED.id()));
  }
}
