package weir.traceback;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weir.account.Directory;
import weir.account.Identity;
import weir.attribution.Confidence;
import weir.attribution.LogWord;
import weir.attribution.Step;
import weir.maillog.Entrance;
import weir.net.IpAddress;
import weir.observation.Leg;
import weir.passages.Laid;
import weir.received.Came;
import weir.tracing.Trail;

/// Where a Received field in a host's name says something else than the log of that host. What only
/// one of both tells is no difference: most servers put no login into the field.
final class LogDifferences {
  private LogDifferences() {}

  /// @param hosts who can have written into their logs
  static List<Step> of(Trail trail, Laid laid, Directory hosts) {
    return trail.hops().stream()
        .flatMap(hop ->
            laid.passage().legs().stream()
                .filter(hop::isOf)
                .flatMap(leg -> step(hop, leg, hosts).stream()))
        .toList();
  }

  private static Optional<Step> step(Trail.Hop hop, Leg leg, Directory hosts) {
    if (leg.by().isEmpty()
        || !(hop.came() instanceof Came.By(Entrance shown))
        || !differ(shown, leg.by().get())) {
      return Optional.empty();
    }
    return Optional.of(
        Step.of(
            "Received field %d says %s; the log of %s says %s"
                .formatted(hop.place(), words(shown), hop.host(), words(leg.by().get())),
            LogWord.of(leg.coming().writer(), hosts.host(hop.host())).most().and(Confidence.STRONG),
            "the log is ours, a header is what somebody shows: the log counts"));
  }

  private static boolean differ(Entrance shown, Entrance logged) {
    return switch (shown) {
      case Entrance.Client client when logged instanceof Entrance.Client other ->
          differ(client.address(), other.address())
              || client
                  .login()
                  .filter(login ->
                      other
                          .login()
                          .filter(it ->
                              Identity.Login.of(it.name()).equals(Identity.Login.of(login.name())))
                          .isEmpty())
                  .isPresent();
      case Entrance.Program program when logged instanceof Entrance.Program other ->
          program.uid().isPresent() && other.uid().isPresent()
              ? program.uid().getAsLong() != other.uid().getAsLong()
              : differ(program.user(), other.user());
      // A program on the host may have spoken SMTP to it.
      case Entrance.Client client ->
          client.address().filter(address -> !address.isLoopback()).isPresent();
      case Entrance.Program _ ->
          logged instanceof Entrance.Client other
              && other.address().filter(address -> !address.isLoopback()).isPresent();
    };
  }

  private static <T> boolean differ(Optional<T> shown, Optional<T> logged) {
    return shown.isPresent() && logged.isPresent() && !shown.equals(logged);
  }

  /// For people.
  static String words(Entrance by) {
    return switch (by) {
      case Entrance.Client client ->
          Stream.of(
                  client.address().map(IpAddress::toString).map(address -> "[" + address + "]"),
                  client.login().map(login -> "login " + login.name()))
              .flatMap(Optional::stream)
              .collect(
                  Collectors.collectingAndThen(
                      Collectors.joining(", "), text -> text.isEmpty() ? "the network" : text));
      case Entrance.Program program ->
          program.uid().isPresent()
              ? "uid " + program.uid().getAsLong()
              : "user " + program.user().orElse("?").toLowerCase(Locale.ROOT);
    };
  }
}
