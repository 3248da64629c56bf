package weir.checks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import weir.check.Check;
import weir.check.ReverseNames;
import weir.check.Scheduled;
import weir.check.Sources;
import weir.checks.dnslists.DnsblCheck;
import weir.checks.dnslists.DnsblSettings;
import weir.checks.dnslists.DnswlCheck;
import weir.checks.dnslists.DnswlSettings;
import weir.checks.dnslists.NameListsCheck;
import weir.checks.dnslists.NameListsSettings;
import weir.checks.dnslists.ReceivedListsCheck;
import weir.checks.dnslists.ReceivedListsSettings;
import weir.verdict.FindingKind;
import weir.verdict.Stage;

/// All checks, in their order. Where several refuse alike, the client is told the first one's
/// reason.
///
/// To add one: its file, its settings record with a key for each finding, a line in
/// [CheckSettings], two lines here, a page in the manual.
public final class Checks {
  private static final Map<String, List<FindingKind>> KINDS = kindsByCheck();

  private Checks() {}

  /// The checks that are on.
  public static List<Scheduled> of(CheckSettings settings, Sources sources) {
    ReverseNames names = new ReverseNames(sources.resolver(), settings.fcrdns().loose());
    ConnectionsSettings connections = settings.connections();
    List<Scheduled> checks = new ArrayList<>();
    add(
        checks,
        connections.enabled(),
        new ConnectionsCheck(connections, sources.state(), sources.clock()),
        Stage.CONNECT);
    add(checks, true, new RelayCheck(), Stage.RCPT);
    client(settings, sources, names, checks);
    envelope(settings, sources, names, checks);
    return List.copyOf(checks);
  }

  private static void client(
      CheckSettings settings, Sources sources, ReverseNames names, List<Scheduled> checks) {
    HostRulesSettings hostRules = settings.hostRules();
    add(
        checks,
        hostRules.enabled(),
        new HostRulesCheck(
            hostRules,
            HostRuleFiles.read(hostRules),
            new ReverseNames(sources.resolver(), false),
            sources.clock().instant()),
        hostRules.at());
    AccessSettings access = settings.access();
    add(checks, access.enabled(), new AccessCheck(access), access.at());
    LeasesSettings leases = settings.leases();
    add(checks, leases.enabled(), new LeasesCheck(sources.state(), sources.clock()), leases.at());
    EarlyTalkSettings earlyTalk = settings.earlyTalk();
    add(checks, earlyTalk.enabled(), new EarlyTalkCheck(), earlyTalk.at());
    PipeliningSettings pipelining = settings.pipelining();
    add(checks, pipelining.enabled(), new PipeliningCheck(pipelining.at()), pipelining.at());
    DnswlSettings dnswl = settings.dnswl();
    add(checks, dnswl.enabled(), new DnswlCheck(dnswl, sources), dnswl.at());
    ProvenClientsSettings proven = settings.provenClients();
    SenderPools pools = new SenderPools(settings.greylist().pools(), names);
    add(
        checks,
        proven.enabled(),
        new ProvenClientsCheck(proven, pools, sources.state(), sources.clock()),
        proven.at());
    DnsblSettings dnsbl = settings.dnsbl();
    add(checks, dnsbl.enabled(), new DnsblCheck(dnsbl, sources), dnsbl.at());
    FcrdnsSettings fcrdns = settings.fcrdns();
    add(checks, fcrdns.enabled(), new FcrdnsCheck(names), fcrdns.at());
    HeloSettings helo = settings.helo();
    add(
        checks,
        helo.enabled(),
        new HeloCheck(helo, sources.hostName(), names, sources.resolver()),
        helo.at());
    HeloListsSettings heloLists = settings.heloLists();
    add(checks, heloLists.enabled(), new HeloListsCheck(heloLists, names), heloLists.at());
  }

  private static void envelope(
      CheckSettings settings, Sources sources, ReverseNames names, List<Scheduled> checks) {
    SenderListsSettings senderLists = settings.senderLists();
    add(checks, senderLists.enabled(), new SenderListsCheck(senderLists, names), senderLists.at());
    SenderLoginSettings senderLogin = settings.senderLogin();
    LoginAddresses loginAddresses = new LoginAddresses(senderLogin);
    add(checks, senderLogin.enabled(), new SenderLoginCheck(loginAddresses), senderLogin.at());
    boolean fromLogin = settings.fromLogin().enabled();
    add(checks, fromLogin, new FromLoginCheck(loginAddresses), Stage.MESSAGE);
    NameListsSettings nameLists = settings.nameLists();
    add(checks, nameLists.enabled(), new NameListsCheck(nameLists, names, sources), nameLists.at());
    SenderDomainSettings senderDomain = settings.senderDomain();
    add(
        checks,
        senderDomain.enabled(),
        new SenderDomainCheck(senderDomain, sources.resolver(), sources.state(), sources.clock()),
        senderDomain.at());
    NullSenderSettings nullSender = settings.nullSender();
    add(
        checks,
        nullSender.enabled(),
        new NullSenderCheck(nullSender, sources.state(), sources.clock()),
        Stage.RCPT);
    RelayProbeSettings relayProbe = settings.relayProbe();
    add(checks, relayProbe.enabled(), new RelayProbeCheck(relayProbe), Stage.RCPT);
    RecipientListsSettings recipientLists = settings.recipientLists();
    add(
        checks,
        recipientLists.enabled(),
        new RecipientListsCheck(recipientLists, names),
        recipientLists.at());
    RecipientsSettings recipients = settings.recipients();
    add(checks, recipients.enabled(), new RecipientsCheck(recipients), Stage.RCPT);
    add(checks, true, new RecipientCheck(sources.recipients()), Stage.RCPT);
    GreylistSettings greylist = settings.greylist();
    add(
        checks,
        greylist.enabled(),
        new GreylistCheck(greylist, names, sources.state(), sources.clock()),
        Stage.RCPT);
    TarpitSettings tarpit = settings.tarpit();
    add(
        checks,
        tarpit.enabled(),
        new TarpitCheck(tarpit, sources.state(), sources.clock()),
        Stage.RCPT);
    ThrottleSettings throttle = settings.throttle();
    add(
        checks,
        throttle.enabled(),
        new ThrottleCheck(throttle, sources.state(), sources.clock()),
        Stage.DATA);
    ReceivedListsSettings receivedLists = settings.receivedLists();
    add(
        checks,
        receivedLists.enabled(),
        new ReceivedListsCheck(receivedLists, sources),
        receivedLists.at());
  }

  private static void add(List<Scheduled> checks, boolean enabled, Check check, Stage at) {
    if (enabled) {
      checks.add(new Scheduled(check, at));
    }
  }

  private static Map<String, List<FindingKind>> kindsByCheck() {
    Map<String, List<FindingKind>> kinds = new LinkedHashMap<>();
    kinds.put(
        "connections",
        List.of(ConnectionsCheck.TOO_MANY_CONNECTIONS, ConnectionsCheck.CONNECTIONS_TOO_FAST));
    kinds.put("relay", List.of(RelayCheck.RELAY_DENIED));
    kinds.put(
        "host-rules",
        List.of(
            HostRulesCheck.HOST_ALLOWED,
            HostRulesCheck.HOST_DENIED,
            HostRulesCheck.REFUSED_BY_RULE,
            HostRulesCheck.DEFERRED_BY_RULE,
            HostRulesCheck.ATTRIBUTES_SET));
    kinds.put("access", List.of(AccessCheck.ADDRESS_ALLOWED, AccessCheck.ADDRESS_BLOCKED));
    kinds.put("leases", List.of(LeasesCheck.ALLOWED_BY_OPERATOR, LeasesCheck.BLOCKED_BY_OPERATOR));
    kinds.put("early-talk", List.of(EarlyTalkCheck.EARLY_TALKER));
    kinds.put("pipelining", List.of(PipeliningCheck.UNAUTHORIZED_PIPELINING));
    kinds.put("dnswl", List.of(DnswlCheck.ON_ALLOW_LIST));
    kinds.put("proven-clients", List.of(ProvenClientsCheck.PROVEN_CLIENT));
    kinds.put("dnsbl", List.of(DnsblCheck.ON_BLOCK_LIST));
    kinds.put(
        "fcrdns", List.of(FcrdnsCheck.NO_REVERSE_NAME, FcrdnsCheck.REVERSE_NAME_NOT_CONFIRMED));
    kinds.put(
        "helo",
        List.of(
            HeloCheck.HELO_SYNTAX,
            HeloCheck.HELO_NUMERIC,
            HeloCheck.HELO_OURS,
            HeloCheck.HELO_LITERAL_NOT_CLIENT,
            HeloCheck.HELO_UNQUALIFIED,
            HeloCheck.HELO_UNKNOWN,
            HeloCheck.HELO_NOT_REVERSE_NAME));
    kinds.put("helo-lists", List.of(HeloListsCheck.HELO_ALLOWED, HeloListsCheck.HELO_BLOCKED));
    kinds.put(
        "sender-lists", List.of(SenderListsCheck.SENDER_ALLOWED, SenderListsCheck.SENDER_BLOCKED));
    kinds.put("sender-login", List.of(SenderLoginCheck.SENDER_NOT_OF_LOGIN));
    kinds.put("from-login", List.of(FromLoginCheck.FROM_NOT_OF_LOGIN));
    kinds.put("name-lists", List.of(NameListsCheck.ON_NAME_LIST));
    kinds.put(
        "sender-domain",
        List.of(
            SenderDomainCheck.SENDER_DOMAIN_MISSING,
            SenderDomainCheck.SENDER_DOMAIN_NEWLY_MISSING,
            SenderDomainCheck.SENDER_DOMAIN_TAKES_NO_MAIL,
            SenderDomainCheck.SENDER_DOMAIN_UNREACHABLE,
            SenderDomainCheck.SENDER_LITERAL_NOT_CLIENT));
    kinds.put(
        "null-sender",
        List.of(NullSenderCheck.NULL_SENDER_TO_MANY, NullSenderCheck.BOUNCE_UNASKED));
    kinds.put("relay-probe", List.of(RelayProbeCheck.RELAY_PROBE));
    kinds.put(
        "recipient-lists",
        List.of(
            RecipientListsCheck.RECIPIENT_ALLOWED,
            RecipientListsCheck.RECIPIENT_BLOCKED,
            RecipientListsCheck.PAIR_BLOCKED));
    kinds.put(
        "recipients",
        List.of(RecipientsCheck.TOO_MANY_RECIPIENTS, RecipientsCheck.TOO_MANY_REFUSED_RECIPIENTS));
    kinds.put("recipient", List.of(RecipientCheck.NO_SUCH_RECIPIENT));
    kinds.put("greylist", List.of(GreylistCheck.GREYLISTED));
    kinds.put("tarpit", List.of(TarpitCheck.TARPITTED));
    kinds.put("throttle", List.of(ThrottleCheck.THROTTLED, ThrottleCheck.RATE_EXCEEDED));
    kinds.put("received-lists", List.of(ReceivedListsCheck.RECEIVED_LISTED));
    return kinds;
  }

  /// Everything that can be found, by check, whether it is on or not.
  public static Map<String, List<FindingKind>> kinds() {
    return Collections.unmodifiableMap(KINDS);
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
    names.remove("leases");
    return names;
  }

  /// Whether a finding counts only when everything else passes.
  public static boolean countsLast(String finding, CheckSettings settings) {
    boolean asOfOld = settings.tarpit().counting() == TarpitSettings.Counting.COMPATIBILITY;
    return finding.equals(GreylistCheck.GREYLISTED.id())
        || (asOfOld && finding.equals(TarpitCheck.TARPITTED.id()));
  }
}
