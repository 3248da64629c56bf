package weir.enforcement;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import weir.net.IpAddress;
import weir.response.Found;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

/// A qmail of this host. Its own programs read what is set here: `badmailfrom` at each session, the
/// compiled rules of tcpserver at each connection, and our file of users, which the script in front
/// of qmail-queue reads, at each message.
///
/// qmail cannot hold what comes in, and knows nobody's login: what cannot be done says so.
public final class QmailPoint implements EnforcementPoint {
  /// What qmail-queue(8) ends with where a message is refused for good.
  private static final String FOR_GOOD = "31";

  /// The same for now.
  private static final String FOR_NOW = "71";

  private final String name;
  private final EnforcementSettings.Qmail settings;
  private final String host;
  private final Function<String, List<IpAddress>> addresses;
  private final Optional<QueueSweep> sweep;

  /// @param host on which this qmail runs, as the directory calls it
  /// @param addresses of other hosts, by their names in the directory
  /// @param sweep of its queue; without one only what comes from now on is met
  public QmailPoint(
      String name,
      EnforcementSettings.Qmail settings,
      String host,
      Function<String, List<IpAddress>> addresses,
      Optional<QueueSweep> sweep) {
    this.name = name;
    this.settings = settings;
    this.host = host;
    this.addresses = addresses;
    this.sweep = sweep;
  }

  /// Where a target is met, and what stands there for it.
  ///
  /// @param lines by the response
  private record Place(Path file, Function<Response, List<String>> lines, boolean isCompiled) {
    static Place of(Path file, String line) {
      return new Place(file, _ -> List.of(line), false);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isOursAlone() {
    return false;
  }

  @Override
  public Optional<String> cannot(Target target, Response response) {
    return switch (target) {
      case Target.LocalUser(var where, var user) ->
          where.equals(host) ? cannotHere(user, response) : cannotThere(where, user, response);
      case Target.Login(var login) ->
          onlyDenied(response)
              .or(() -> isPlain(login, "@") ? Optional.empty() : Optional.of("it is no address"));
      case Target.OfDomain(var domain) ->
          onlyDenied(response)
              .or(() -> isPlain(domain, ".") ? Optional.empty() : Optional.of("it is no domain"));
      case Target.Sender(var address) ->
          switch (response) {
            case Response.Hold _ ->
                isPlain(address, "@") ? Optional.empty() : Optional.of("it is no address");
            case Response.Notify _,
                Response.Throttle _,
                Response.DenyLogin _,
                Response.Fence _,
                Response.Suspend _ ->
                Optional.of("qmail can only refuse a sender's address, which is called hold here");
          };
      case Target.Program _, Target.Customer _ ->
          Optional.of("qmail knows senders and users, and neither programs nor accounts");
    };
  }

  private static Optional<String> onlyDenied(Response response) {
    return response instanceof Response.DenyLogin
        ? Optional.empty()
        : Optional.of(
            "qmail can only refuse the sender's address, which is called deny-login here");
  }

  /// A name with a blank, a comment's sign or a colon would be another line than the one that is
  /// meant.
  private static boolean isPlain(String text, String with) {
    return text.contains(with) && text.matches("[^\\s#:,\"\\p{Cntrl}][^\\s:,\"\\p{Cntrl}]*");
  }

  private static Optional<String> cannotHere(String user, Response response) {
    if (!user.matches("[A-Za-z0-9_][A-Za-z0-9._-]*")) {
      return Optional.of("its name has characters that a file of users cannot hold");
    }
    return switch (response) {
      case Response.Hold _, Response.Suspend _ -> Optional.empty();
      case Response.Throttle _ -> Optional.of("the script in front of qmail-queue counts nothing");
      case Response.Notify _, Response.DenyLogin _, Response.Fence _ ->
          Optional.of("nothing that qmail-queue does");
    };
  }

  private Optional<String> cannotThere(String where, String user, Response response) {
    if (settings.rules().isEmpty()) {
      return Optional.of("this qmail runs on " + host + ", and `rules` is not set");
    }
    if (!user.matches("[A-Za-z_][A-Za-z0-9._-]*")) {
      return Optional.of("ident tells names of users, and no numbers");
    }
    if (keys(where, user).isEmpty()) {
      return Optional.of("the directory has no IPv4 address of " + where);
    }
    return switch (response) {
      case Response.Hold _, Response.Fence _ -> Optional.empty();
      case Response.Notify _, Response.Throttle _, Response.DenyLogin _, Response.Suspend _ ->
          Optional.of("tcpserver can only turn connections away");
    };
  }

  /// Its rules end an address at the first colon, so none of IPv6 can stand there.
  private List<String> keys(String where, String user) {
    return addresses.apply(where).stream()
        .filter(IpAddress::isV4)
        .map(address -> user + "@" + address)
        .toList();
  }

  private Place place(Target target) {
    return switch (target) {
      case Target.LocalUser(var where, var user) ->
          where.equals(host)
              ? new Place(
                  settings.users(),
                  response ->
                      List.of(
                          user + " " + (response instanceof Response.Suspend ? FOR_GOOD : FOR_NOW)),
                  false)
              : new Place(
                  settings.rules().orElseThrow(),
                  _ -> keys(where, user).stream().map(key -> key + ":deny").toList(),
                  true);
      case Target.Login(var address) -> Place.of(settings.badmailfrom(), address);
      case Target.Sender(var address) -> Place.of(settings.badmailfrom(), address);
      case Target.OfDomain(var domain) -> Place.of(settings.badmailfrom(), "@" + domain);
      case Target.Program _, Target.Customer _ -> throw new IllegalArgumentException(target.kind());
    };
  }

  private static List<String> octets(List<String> lines) {
    return lines.stream().map(MarkedLines::octets).toList();
  }

  @Override
  public Found look(Target target, Optional<Holding> held) throws IOException {
    Place place = place(target);
    MarkedLines lines = MarkedLines.read(place.file());
    Optional<Found> ours =
        new MarkedSteps(lines, _ -> List.of())
            .find(
                target,
                entry ->
                    entry.lines().equals(octets(place.lines().apply(entry.mark().response()))));
    if (ours.isPresent()) {
      return ours.get();
    }
    List<String> keys =
        octets(place.lines().apply(new Response.Hold())).stream().map(QmailPoint::key).toList();
    return lines.others().stream().map(QmailPoint::key).anyMatch(keys::contains)
        ? new Found.Foreign("somebody's own line in " + place.file())
        : Found.Nothing.PLAIN;
  }

  /// What a line is about, in whatever case of letters.
  private static String key(String line) {
    return line.strip().split("[:\\s]", 2)[0].toLowerCase(Locale.ROOT);
  }

  @Override
  public List<Step> put(Lease lease, Found found) throws IOException {
    Target target = lease.target();
    Place place = place(target);
    List<String> wanted = octets(place.lines().apply(lease.response()));
    return new MarkedSteps(
            MarkedLines.read(place.file()),
            content ->
                place.isCompiled()
                    ? List.of(compile(content))
                    : sweep(target).map(it -> it.hold(lease.id(), target)).stream().toList())
        .put(lease, wanted, "+ " + String.join(" + ", wanted));
  }

  @Override
  public List<Step> take(Target target, Holding held) throws IOException {
    Place place = place(target);
    return new MarkedSteps(
            MarkedLines.read(place.file()),
            content ->
                place.isCompiled()
                    ? List.of(compile(content))
                    : sweep(target)
                        .map(it ->
                            it.letGo(
                                target, () -> MarkedLines.read(place.file()).targets(_ -> true)))
                        .stream()
                        .toList())
        .take(
            target, held, "- " + String.join(" - ", octets(place.lines().apply(held.response()))));
  }

  /// Only of a user of this host does its queue tell for certain what is his.
  private Optional<QueueSweep> sweep(Target target) {
    return sweep.filter(_ -> target instanceof Target.LocalUser);
  }

  /// A program reads characters, and not octets, from us.
  private Step compile(String content) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(content.getBytes(StandardCharsets.ISO_8859_1)))
              .toString();
      return new Step.Run(settings.tcprules(), text);
    } catch (CharacterCodingException _) {
      return new Step.Act(
          String.join(" ", settings.tcprules()),
          () -> {
            throw new IOException("the rules of tcpserver have octets that are no UTF-8");
          });
    }
  }
}
