package weir.attribution;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weir.account.Directory;
import weir.account.Identity;
import weir.account.Ownership;
import weir.maillog.Entrance;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.observation.HostAddresses;
import weir.observation.Writer;

/// Whose a message is, by how it came into the queue of one host.
record Entrances(Directory directory, HostAddresses hosts) {

  /// @param host the provider's own name of it
  /// @param at when; identities have other owners at other times
  /// @param writer who can have written down that it came so
  Attribution attribute(String host, Entrance by, Instant at, Writer writer) {
    return switch (by) {
      case Entrance.Client client -> client(host, client, at, writer);
      case Entrance.Program program -> program(host, program, at, writer);
    };
  }

  /// A step that rests on the word of a host's mail server.
  private Step word(String host, String what, Confidence confidence, String why, Writer writer) {
    LogWord word = LogWord.of(writer, directory.host(host));
    return word.doubt().isEmpty()
        ? Step.of(what, confidence, why)
        : Step.open(
            what, confidence.and(word.most()), word.doubt().get(), word.settles().orElseThrow());
  }

  private Attribution client(String host, Entrance.Client client, Instant at, Writer writer) {
    if (client.login().isPresent()) {
      Entrance.Login login = client.login().get();
      Step step =
          word(
              host,
              host + ": logged in as " + login.name(),
              Confidence.CERTAIN,
              "the server has checked the login",
              writer);
      return owned(Identity.Login.of(login.name()), Method.LOGIN, step, at);
    }
    return client
        .address()
        .map(address -> address(host, address, at, writer))
        .orElseGet(() ->
            Attribution.nobody(
                List.of(
                    Step.open(
                        host + ": came from the network",
                        Confidence.STRONG,
                        "the server does not say from which address",
                        "a server that logs the addresses of its clients"))));
  }

  private Attribution address(String host, IpAddress address, Instant at, Writer writer) {
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
    boolean isTenants =
        directory.tenant(address, at).filter(tenant -> !tenant.isHosts()).isPresent();
    if (ours.isPresent() && !isTenants) {
      return Attribution.nobody(
          List.of(
              Step.open(
                  host + ": came from " + ours.get() + " [" + address + "]",
                  Confidence.STRONG,
                  "the address is that of a host of ours, on which many may send",
                  "the log of the mail server of " + ours.get())));
    }
    Step step =
        word(
            host,
            host + ": came from [" + address + "]",
            Confidence.STRONG,
            "the server saw the address of the connection",
            writer);
    Ownership owner = directory.ownerOfAddress(address, at);
    return Attribution.of(
        new Identity.ClientNetwork(IpPrefix.of(address)),
        owner,
        Method.CLIENT_NETWORK,
        List.of(step, Words.owner("the network", owner)));
  }

  /// By the uid, which is the kernel's word; where the directory knows that of nobody and the
  /// server tells the name as well (Exim's queue), by the name.
  private Attribution program(String host, Entrance.Program program, Instant at, Writer writer) {
    Optional<Attribution> byUid =
        program.uid().isPresent()
            ? Optional.of(
                user(
                    host,
                    "uid " + program.uid().getAsLong(),
                    new Identity.LocalUser(host, program.uid().getAsLong()),
                    at,
                    writer))
            : Optional.empty();
    Optional<Attribution> byName =
        program
            .user()
            .map(
                name -> user(host, "user " + name, new Identity.LocalName(host, name), at, writer));
    return byUid
        .filter(found -> !(found.owner() instanceof Ownership.Nobody))
        .or(() -> byName.filter(found -> found.owner() instanceof Ownership.Owned))
        .or(() -> byUid)
        .or(() -> byName)
        .orElseGet(() ->
            Attribution.nobody(
                List.of(
                    Step.open(
                        host + ": handed in by a program on the host",
                        Confidence.STRONG,
                        "the server does not say of which user",
                        "weir doctor tells what to set"))));
  }

  private Attribution user(String host, String who, Identity identity, Instant at, Writer writer) {
    Step step =
        word(
            host,
            host + ": handed in by a process of " + who,
            Confidence.STRONG,
            "the host's own mail server wrote it down",
            writer);
    return owned(identity, Method.LOCAL_USER, step, at);
  }

  private Attribution owned(Identity identity, Method method, Step step, Instant at) {
    Ownership owner = directory.owner(identity, at);
    return Attribution.of(
        identity, owner, method, List.of(step, Words.owner(Words.of(identity), owner)));
  }
}
