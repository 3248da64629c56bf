package weir.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import weir.check.CheckTable;
import weir.checks.dnslists.DnsblSettings;
import weir.checks.dnslists.DnswlSettings;
import weir.checks.dnslists.MisusedLists;
import weir.checks.dnslists.NameListsSettings;
import weir.checks.dnslists.ReceivedListsSettings;
import weir.config.Checked;
import weir.config.Doc;
import weir.config.KeyPath;
import weir.config.Problems;
import weir.listfile.Kind;
import weir.lists.Catalogue;
import weir.lists.Watched;

/// The table `[checks]`. A component's key is the check's name.
@Doc(
    "The checks. Each finding has a key of its own that says what follows from it, such as `no-reverse-name = {score = 1}`; `{observe = true}` only writes it down.")
public record CheckSettings(
    @Doc("Rules about clients in the files of tcpserver and tcp_wrappers.")
        HostRulesSettings hostRules,
    @Doc("Addresses and networks that you let in or keep out.") AccessSettings access,
    @Doc("What you said with `weir allow` and `weir block`.") LeasesSettings leases,
    @Doc("Connections open at once, and how fast they come.") ConnectionsSettings connections,
    @Doc("The name of the client's address.") FcrdnsSettings fcrdns,
    @Doc("DNS allow lists.") DnswlSettings dnswl,
    @Doc("Clients whose mail was good for some days.") ProvenClientsSettings provenClients,
    @Doc("DNS block lists.") DnsblSettings dnsbl,
    @Doc("DNS lists of names.") NameListsSettings nameLists,
    @Doc("DNS block lists, asked about the hosts that a message came by.")
        ReceivedListsSettings receivedLists,
    @Doc("Clients that talk before they may.") EarlyTalkSettings earlyTalk,
    @Doc("Commands sent together without leave.") PipeliningSettings pipelining,
    @Doc("What a client calls itself.") HeloSettings helo,
    @Doc("Your lists of names in HELO.") HeloListsSettings heloLists,
    @Doc("Your lists of senders.") SenderListsSettings senderLists,
    @Doc("Whether the sender belongs to the login.") SenderLoginSettings senderLogin,
    @Doc("Whether the From field belongs to the login.") FromLoginSettings fromLogin,
    @Doc("Logins that are locked or held.") ResponsesSettings responses,
    @Doc("Logins that may send little.") ResponseRateSettings responseRate,
    @Doc("Whether the sender's domain can get mail.") SenderDomainSettings senderDomain,
    @Doc("Bounces.") NullSenderSettings nullSender,
    @Doc("Mail through us to others.") RelaySettings relay,
    @Doc("Recipients by which open relays are sought.") RelayProbeSettings relayProbe,
    @Doc("Your lists of recipients.") RecipientListsSettings recipientLists,
    @Doc("Whether the recipient exists.") RecipientSettings recipient,
    @Doc("How many recipients a stranger may name.") RecipientsSettings recipients,
    @Doc("Asking new senders to come back.") GreylistSettings greylist,
    @Doc("Slowing down.") TarpitSettings tarpit,
    @Doc("How fast messages may come.") ThrottleSettings throttle)
    implements Checked {

  @Override
  public void check(Problems problems) {
    boolean late = dnsbl.enabled() && dnswl.at().compareTo(dnsbl.at()) > 0;
    if (late && !dnswl.zones().isEmpty() && problems.isKnown("dnsbl")) {
      problems.add(
          KeyPath.of("dnswl").key("at"),
          "is later than dnsbl.at: block lists would refuse before allow lists are heard");
    }
  }

  /// What is no mistake and should be known all the same.
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>(hostRules.remarks());
    remarks.addAll(emptyLists());
    remarks.addAll(deadLists());
    remarks.addAll(MisusedLists.remarks(asked()));
    remarks.addAll(nullSender.remarks());
    return remarks;
  }

  private List<String> emptyLists() {
    List<String> empty = new ArrayList<>();
    if (access.enabled()) {
      empty.addAll(access.remarks());
    }
    if (heloLists.enabled()) {
      empty.addAll(heloLists.lists().remarks(Kind.NAMES));
    }
    if (senderLists.enabled()) {
      empty.addAll(senderLists.lists().remarks(Kind.SENDERS));
    }
    if (recipientLists.enabled()) {
      empty.addAll(recipientLists.lists().remarks(Kind.RECIPIENTS));
    }
    return empty;
  }

  /// A sentence for each list that is known to be dead.
  public List<String> deadLists() {
    List<String> dead = new ArrayList<>();
    for (Watched list : lists()) {
      Catalogue.find(list.zone())
          .flatMap(Catalogue.Entry::dead)
          .ifPresent(fate -> dead.add("list " + list.zone() + " is known to be dead: " + fate));
    }
    return dead;
  }

  /// The DNS lists that are asked, for whoever looks after their health.
  public List<Watched> lists() {
    return onceEach(asked());
  }

  private List<Watched> asked() {
    List<Watched> lists = new ArrayList<>();
    if (dnswl.enabled()) {
      dnswl.zones().forEach(zone -> lists.add(zone.watched()));
    }
    if (dnsbl.enabled()) {
      dnsbl.zones().forEach(zone -> lists.add(zone.watched()));
    }
    if (nameLists.enabled()) {
      nameLists.zones().forEach(zone -> lists.add(zone.watched()));
    }
    if (receivedLists.enabled()) {
      receivedLists.zones().forEach(zone -> lists.add(zone.watched()));
    }
    return lists;
  }

  /// A list that several checks ask is looked after once, in the way that the first of them says.
  private static List<Watched> onceEach(List<Watched> lists) {
    Map<String, Watched> byZone = new LinkedHashMap<>();
    lists.forEach(list -> byZone.putIfAbsent(list.zone(), list));
    return List.copyOf(byZone.values());
  }

  /// Each check's own table by its name, in the order of [Checks].
  public Map<String, CheckTable> byCheck() {
    return Checks.tables(this);
  }
}
