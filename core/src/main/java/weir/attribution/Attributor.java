package weir.attribution;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import weir.account.Directory;
import weir.account.Identity;
import weir.account.Ownership;
import weir.mail.Domain;
import weir.maillog.Entrance;
import weir.net.IpAddress;
import weir.observation.HostAddresses;
import weir.observation.Leg;
import weir.observation.Link;
import weir.observation.Origin;
import weir.observation.Passage;
import weir.observation.Writer;
import weir.received.Came;
import weir.received.Received;

/// From how a message came in to the customer who sent it. It knows nothing of its own: the
/// directory says whose an identity was then.
public final class Attributor {
  private static final int LONGEST_UID = 10;

  private final Directory directory;
  private final HostAddresses hosts;
  private final Entrances entrances;
  private final MadeBy makers;

  public Attributor(Directory directory, HostAddresses hosts) {
    this.directory = directory;
    this.hosts = hosts;
    this.entrances = new Entrances(directory, hosts);
    this.makers = new MadeBy(directory);
  }

  /// Whose a passage is: it is laid at the door by which it came in, and only where that tells
  /// nobody at what it says of itself.
  public Attribution attribute(Passage passage) {
    Leg first = passage.first();
    Attribution found =
        first
            .by()
            .map(by ->
                entrances.attribute(
                    first.key().host(), by, passage.since(), first.coming().writer()))
            .orElseGet(() -> Attribution.nobody(List.of(unseen(passage))));
    return tellsSomebody(found)
        ? found
        : makers
            .attribute(passage, found)
            .or(() -> byDirectory(passage, found))
            .or(() -> byReceived(passage, found))
            .or(() -> byTenant(passage, found))
            .or(() -> bySaidScript(passage, found))
            .or(() -> bySender(passage, found))
            .orElse(found);
  }

  private static boolean tellsSomebody(Attribution found) {
    return found.owner() instanceof Ownership.Owned;
  }

  /// Where the user is one for all, the folder in which the program was started tells more. Anybody
  /// may start a program in another's folder, if he may enter it.
  private Optional<Attribution> byDirectory(Passage passage, Attribution found) {
    Leg first = passage.first();
    return first
        .coming()
        .directory()
        .flatMap(path -> {
          String host = first.key().host();
          Step step =
              Step.of(
                  host + ": the program was started in " + path,
                  Confidence.LIKELY,
                  "the server's log, by the process; folders can be entered by others");
          Ownership owner = directory.ownerOfPath(host, path, passage.since());
          return next(
              found, new Identity.Script(host, path), owner, Method.DIRECTORY_OF_PROGRAM, step);
        });
  }

  /// Where a host of ours handed it over whose log is not read, its own Received field says who
  /// began it. A program on that host that speaks SMTP itself can write any field, so it is likely
  /// only.
  private Optional<Attribution> byReceived(Passage passage, Attribution found) {
    Leg first = passage.first();
    Optional<String> from = first.client().flatMap(address -> host(first, address));
    if (from.isEmpty()
        || first.coming().received().isEmpty()
        || !(Received.read(first.coming().received().get()).came()
            instanceof Came.By(Entrance by))) {
      return Optional.empty();
    }
    Attribution there = attribute(from.get(), by, passage.since());
    if (!tellsSomebody(there)) {
      return Optional.empty();
    }
    List<Step> steps = new ArrayList<>(found.steps());
    steps.add(
        Step.open(
            from.get() + " wrote a Received field on it",
            Confidence.LIKELY,
            "it stands on top; but a program on " + from.get() + " that speaks SMTP can write one",
            "the log of the mail server of " + from.get()));
    steps.addAll(there.steps());
    return Optional.of(
        new Attribution(
            there.identity(),
            there.owner(),
            Method.RECEIVED,
            Confidence.LIKELY.and(there.confidence()),
            steps));
  }

  private Optional<String> host(Leg leg, IpAddress address) {
    return address.isLoopback()
        ? Optional.of(leg.key().host())
        : hosts.hostAt(address, leg.key().since());
  }

  /// `X-PHP-Originating-Script` names the uid of the script's file, where PHP wrote the field;
  /// whoever hands in a message can write it as well. It counts only where a host of ours handed
  /// the message over.
  private Optional<Attribution> bySaidScript(Passage passage, Attribution found) {
    Leg first = passage.first();
    OptionalLong uid = first.coming().script().map(Attributor::uid).orElse(OptionalLong.empty());
    Optional<String> from =
        first.by().orElse(null) instanceof Entrance.Program
            ? Optional.of(first.key().host())
            : first.client().flatMap(address -> host(first, address));
    if (uid.isEmpty() || from.isEmpty()) {
      return Optional.empty();
    }
    Identity identity = new Identity.LocalUser(from.get(), uid.getAsLong());
    Step step =
        Step.open(
            "it says that it was made by the script " + first.coming().script().orElseThrow(),
            Confidence.CLAIMED,
            "PHP writes that into the header, and so can whoever sends",
            "PHP's own log (mail.log) of " + from.get());
    Ownership owner = directory.owner(identity, passage.since());
    return next(found, identity, owner, Method.SCRIPT_FIELD, step);
  }

  /// `UID:FILE`.
  private static OptionalLong uid(String script) {
    int colon = script.indexOf(':');
    String number = colon < 0 ? "" : script.substring(0, colon);
    boolean isUid =
        !number.isEmpty()
            && number.length() <= LONGEST_UID
            && number.chars().allMatch(c -> c >= '0' && c <= '9');
    return isUid ? OptionalLong.of(Long.parseLong(number)) : OptionalLong.empty();
  }

  private Optional<Attribution> byTenant(Passage passage, Attribution found) {
    Leg first = passage.first();
    return first
        .by()
        .flatMap(by -> tenant(first.key().host(), by, passage.since()))
        .map(tenant -> {
          List<Step> steps = new ArrayList<>(found.steps());
          steps.addAll(tenant.steps());
          return new Attribution(
              tenant.identity(), tenant.owner(), tenant.method(), tenant.confidence(), steps);
        });
  }

  /// Whose the address is from which a message came to a host, where the directory gives the same
  /// address to a host of ours as well: likely, since others may be on that host.
  ///
  /// @param host the provider's own name of it
  public Optional<Attribution> tenant(String host, Entrance by, Instant at) {
    Optional<IpAddress> from =
        by instanceof Entrance.Client client && client.login().isEmpty()
            ? client.address()
            : Optional.empty();
    return from.filter(address -> !address.isLoopback())
        .flatMap(address ->
            directory
                .tenant(address, at)
                .filter(Directory.Tenant::isHosts)
                .map(tenant -> tenant(host, address, tenant.owner())));
  }

  private static Attribution tenant(String host, IpAddress address, Ownership.Owned owner) {
    Step step =
        Step.open(
            host + ": it came from [" + address + "], which a customer has to himself",
            Confidence.LIKELY,
            "the directory gives the address to him and to a host of ours",
            "the log of the mail server at that address");
    return Attribution.of(
        owner.tenure().identity(),
        owner,
        Method.CLIENT_NETWORK,
        List.of(step, Words.owner("the network", owner)));
  }

  /// The envelope's sender is a word of whoever sent it; strangers like to write a customer's.
  private Optional<Attribution> bySender(Passage passage, Attribution found) {
    return passage
        .first()
        .sender()
        .filter(sender -> !sender.isEmpty() && passage.origin() != Origin.INBOUND)
        .flatMap(sender -> {
          Step step =
              Step.of(
                  "it says that it is from " + sender,
                  Confidence.CLAIMED,
                  "whoever sends can say so");
          Identity identity = new Identity.SenderAddress(sender.toLowerCase(Locale.ROOT));
          return next(found, identity, sender(sender, passage.since()), Method.SENDER, step);
        });
  }

  private Ownership sender(String sender, Instant at) {
    Ownership owner =
        directory.owner(new Identity.SenderAddress(sender.toLowerCase(Locale.ROOT)), at);
    return owner instanceof Ownership.Nobody
        ? Domain.parse(sender.substring(sender.lastIndexOf('@') + 1))
            .map(domain -> directory.owner(new Identity.SenderDomain(domain), at))
            .orElse(owner)
        : owner;
  }

  /// What did not tell anybody stays among the steps, so that people see what was tried; it makes
  /// nothing less sure.
  static Optional<Attribution> next(
      Attribution before, Identity identity, Ownership owner, Method method, Step step) {
    if (!(owner instanceof Ownership.Owned)) {
      return Optional.empty();
    }
    List<Step> steps = new ArrayList<>(before.steps());
    steps.add(step);
    steps.add(Words.owner(Words.of(identity), owner));
    return Optional.of(
        new Attribution(Optional.of(identity), owner, method, step.confidence(), steps));
  }

  /// Whose a leg of a passage is: as sure as the links from the first one to it.
  public Attribution attribute(Passage passage, Leg leg) {
    Attribution found = attribute(passage);
    for (Leg each : passage.legs()) {
      if (each.link() != Link.FIRST) {
        found = found.and(Words.link(each));
      }
      if (each.key().equals(leg.key())) {
        break;
      }
    }
    return found;
  }

  /// Whose a message is that came into the queue of a host, where only the server can have written
  /// down how.
  ///
  /// @param host the provider's own name of it
  /// @param at when; identities have other owners at other times
  public Attribution attribute(String host, Entrance by, Instant at) {
    return entrances.attribute(host, by, at, Writer.SERVER);
  }

  private static Step unseen(Passage passage) {
    return Step.open(
        passage.first().key().host() + ": nobody has seen how it came in",
        Confidence.CLAIMED,
        "the line of its arrival is missing, or the server made it itself",
        "older logs");
  }
}
