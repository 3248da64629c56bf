package weir.attribution;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import weir.account.Account;
import weir.account.Directory;
import weir.account.Identity;
import weir.account.Ownership;
import weir.account.Tenure;
import weir.mail.Domain;
import weir.maillog.Entrance;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.observation.HostAddresses;
import weir.observation.Leg;
import weir.observation.Link;
import weir.observation.Passage;

/// From how a message came in to the customer who sent it. It knows nothing of its own: the
/// directory says whose an identity was then.
public final class Attributor {
  private final Directory directory;
  private final HostAddresses hosts;

  public Attributor(Directory directory, HostAddresses hosts) {
    this.directory = directory;
    this.hosts = hosts;
  }

  /// Whose a passage is: it is laid at the door by which it came in, and only where that tells
  /// nobody at what it says of itself.
  public Attribution attribute(Passage passage) {
    Leg first = passage.first();
    Attribution found =
        first
            .by()
            .map(by -> attribute(first.key().host(), by, passage.since()))
            .orElseGet(() -> Attribution.nobody(List.of(unseen(passage))));
    return tellsSomebody(found)
        ? found
        : byDirectory(passage, found).or(() -> bySender(passage, found)).orElse(found);
  }

  private static boolean tellsSomebody(Attribution found) {
    return found.owner() instanceof Ownership.Owned;
  }

  /// Where the user is one for all, the folder in which the program was started tells more. Anybody
  /// may start a program in another's folder, if he may enter it.
  private Optional<Attribution> byDirectory(Passage passage, Attribution found) {
    Leg first = passage.first();
    return first
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

  /// The envelope's sender is a word of whoever sent it.
  private Optional<Attribution> bySender(Passage passage, Attribution found) {
    return passage
        .first()
        .sender()
        .filter(sender -> !sender.isEmpty())
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
  private static Optional<Attribution> next(
      Attribution before, Identity identity, Ownership owner, Method method, Step step) {
    if (!(owner instanceof Ownership.Owned)) {
      return Optional.empty();
    }
    List<Step> steps = new ArrayList<>(before.steps());
    steps.add(step);
    steps.add(ownership(Words.of(identity), owner));
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

  /// Whose a message is that came into the queue of a host.
  ///
  /// @param host the provider's own name of it
  /// @param at when; identities have other owners at other times
  public Attribution attribute(String host, Entrance by, Instant at) {
    return switch (by) {
      case Entrance.Client client -> client(host, client, at);
      case Entrance.Program program -> program(host, program, at);
    };
  }

  private Attribution client(String host, Entrance.Client client, Instant at) {
    if (client.login().isPresent()) {
      Entrance.Login login = client.login().get();
      Step step =
          Step.of(
              host + ": logged in as " + login.name(),
              Confidence.CERTAIN,
              "the server has checked the login");
      return owned(Identity.Login.of(login.name()), Method.LOGIN, step, at);
    }
    return client
        .address()
        .map(address -> address(host, address, at))
        .orElseGet(() ->
            Attribution.nobody(
                List.of(
                    Step.open(
                        host + ": came from the network",
                        Confidence.STRONG,
                        "the server does not say from which address",
                        "a server that logs the addresses of its clients"))));
  }

  private Attribution address(String host, IpAddress address, Instant at) {
    if (address.isLoopback()) {
      return Attribution.nobody(
          List.of(
              Step.open(
                  host + ": handed in by a program on the host itself, over SMTP",
                  Confidence.STRONG,
                  "the connection came from "
                      + address
                      + "; nobody wrote down whose process it was",
                  "the queue file's Received fields; web mail that logs in; the owner of the socket")));
    }
    Optional<String> ours = hosts.hostAt(address, at);
    if (ours.isPresent()) {
      return Attribution.nobody(
          List.of(
              Step.open(
                  host + ": came from " + ours.get() + " [" + address + "]",
                  Confidence.STRONG,
                  "the address is that of a host of ours, on which many may send",
                  "the log of the mail server of " + ours.get())));
    }
    Step step =
        Step.of(
            host + ": came from [" + address + "]",
            Confidence.STRONG,
            "the server saw the address of the connection");
    Ownership owner = directory.ownerOfAddress(address, at);
    return Attribution.of(
        new Identity.ClientNetwork(IpPrefix.of(address)),
        owner,
        Method.CLIENT_NETWORK,
        List.of(step, ownership("the network", owner)));
  }

  private Attribution program(String host, Entrance.Program program, Instant at) {
    if (program.uid().isPresent()) {
      long uid = program.uid().getAsLong();
      Step step =
          Step.of(
              host + ": handed in by a process of uid " + uid,
              Confidence.STRONG,
              "the host's own mail server wrote it down");
      return owned(new Identity.LocalUser(host, uid), Method.LOCAL_USER, step, at);
    }
    if (program.user().isPresent()) {
      String user = program.user().get();
      Step step =
          Step.of(
              host + ": handed in by a process of user " + user,
              Confidence.STRONG,
              "the host's own mail server wrote it down");
      return owned(new Identity.LocalName(host, user), Method.LOCAL_USER, step, at);
    }
    return Attribution.nobody(
        List.of(
            Step.open(
                host + ": handed in by a program on the host",
                Confidence.STRONG,
                "the server does not say of which user",
                "weir doctor tells what to set")));
  }

  private Attribution owned(Identity identity, Method method, Step step, Instant at) {
    Ownership owner = directory.owner(identity, at);
    return Attribution.of(
        identity, owner, method, List.of(step, ownership(Words.of(identity), owner)));
  }

  private static Step ownership(String what, Ownership owner) {
    return switch (owner) {
      case Ownership.Owned(Account account, Tenure _) ->
          Step.of(what + " was " + account.id() + "'s then", Confidence.CERTAIN, "the directory");
      case Ownership.Nobody _ ->
          Step.open(
              what + " belonged to nobody then",
              Confidence.CERTAIN,
              "the directory does not have it",
              "weir accounts check");
      case Ownership.Several(List<String> accounts) ->
          Step.open(
              what + " belonged to several: " + String.join(", ", accounts),
              Confidence.CLAIMED,
              "the directory gives it to each of them",
              "weir accounts check");
      case Ownership.Shared(String shared) ->
          Step.open(
              what + " is shared by many: " + shared,
              Confidence.CLAIMED,
              "the directory says so",
              "whoever stands behind it has to be told another way");
      case Ownership.Unknown(String cause) ->
          Step.open(
              "whose " + what + " was is not known",
              Confidence.CLAIMED,
              cause,
              "a directory that answers");
    };
  }

  private static Step unseen(Passage passage) {
    return Step.open(
        passage.first().key().host() + ": nobody has seen how it came in",
        Confidence.CLAIMED,
        "the line of its arrival is missing, or the server made it itself",
        "older logs");
  }
}
