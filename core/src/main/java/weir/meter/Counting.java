package weir.meter;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import weir.likeness.Template;
import weir.mail.Domain;
import weir.net.IpPrefix;

/// What is to be counted of something, the same for each meter that counts it.
///
/// @param sums how much is added to each; below 0 it is taken back
/// @param seen what is seen of each of which different things are counted, as [Different] knows it
/// @param places where a login is
/// @param messages that are sent
/// @param template of the text that is counted, or taken back, where it is known
/// @param isTakenBack whether it is
record Counting(
    Map<Measure, Long> sums,
    Map<Measure, Integer> seen,
    Map<Measure, Integer> places,
    int messages,
    Optional<Template> template,
    boolean isTakenBack) {

  static Counting of(Metered what) {
    Counting counting =
        new Counting(
            new EnumMap<>(Measure.class),
            new EnumMap<>(Measure.class),
            new EnumMap<>(Measure.class),
            what instanceof Metered.Sent ? 1 : 0,
            template(what),
            what instanceof Metered.TakenBack);
    switch (what) {
      case Metered.Sent sent -> counting.sent(sent);
      case Metered.More more -> counting.add(Measure.RECIPIENTS, more.recipients());
      case Metered.TakenBack back -> counting.takenBack(back);
      case Metered.Seen _ -> {}
      case Metered.Answered answered -> counting.answered(answered);
      case Metered.LoggedIn login -> counting.loggedIn(login);
      case Metered.Tried tried -> counting.add(Measure.CONNECTIONS, tried.times());
    }
    return counting;
  }

  private static Optional<Template> template(Metered what) {
    return switch (what) {
      case Metered.Sent sent -> sent.template();
      case Metered.Seen seen -> Optional.of(seen.template());
      case Metered.TakenBack back -> back.template();
      case Metered.More _, Metered.Answered _, Metered.LoggedIn _, Metered.Tried _ ->
          Optional.empty();
    };
  }

  private void sent(Metered.Sent sent) {
    add(Measure.MESSAGES, 1);
    add(Measure.RECIPIENTS, sent.recipients());
    add(Measure.OCTETS, sent.octets().orElse(0));
    see(Measure.SENDERS, sent.sender().map(it -> it.toLowerCase(Locale.ROOT)));
    see(Measure.SUBJECTS, sent.subject());
    from(sent.network(), sent.country());
  }

  private void takenBack(Metered.TakenBack back) {
    add(Measure.MESSAGES, -1);
    add(Measure.RECIPIENTS, -back.recipients());
    add(Measure.OCTETS, -back.octets().orElse(0));
  }

  private void answered(Metered.Answered answered) {
    Answer answer = answered.answer();
    add(
        switch (answer.result()) {
          case DELIVERED -> Measure.TAKEN;
          case DEFERRED -> Measure.DEFERRED;
          case FAILED -> Measure.FAILED;
        },
        1);
    add(Measure.INVALID, answer.isInvalid() ? 1 : 0);
    add(Measure.BLOCKED, answer.isBlocked() ? 1 : 0);
    String recipient = answered.recipient().toLowerCase(Locale.ROOT);
    see(Measure.DIFFERENT_RECIPIENTS, Optional.of(recipient));
    see(Measure.RECIPIENT_DOMAINS, domain(recipient));
  }

  private void loggedIn(Metered.LoggedIn login) {
    add(login.succeeded() ? Measure.LOGINS : Measure.WRONG_LOGINS, login.times());
    if (login.succeeded()) {
      from(login.network(), login.country());
    }
  }

  private void from(Optional<IpPrefix> network, Optional<String> country) {
    see(Measure.NETWORKS, network.map(IpPrefix::toString));
    see(Measure.COUNTRIES, country);
    copy(Measure.NETWORKS, Measure.FROM_NEW_NETWORK);
    copy(Measure.COUNTRIES, Measure.FROM_NEW_COUNTRY);
  }

  private void copy(Measure of, Measure place) {
    Integer hash = seen.get(of);
    if (hash != null) {
      places.put(place, hash);
    }
  }

  private static Optional<String> domain(String address) {
    int sign = address.lastIndexOf('@');
    return sign < 0
        ? Optional.empty()
        : Domain.parse(address.substring(sign + 1)).map(Domain::name);
  }

  private void add(Measure measure, long amount) {
    sums.put(measure, amount);
  }

  private void see(Measure measure, Optional<String> thing) {
    thing.ifPresent(it -> seen.put(measure, Different.hash(it)));
  }

  void count(Kind kind, Meter meter, long at, long now) {
    sums.forEach((measure, amount) -> count(meter, measure, amount, at, now));
    seen.forEach((measure, thing) -> meter.see(measure, thing, at, now));
    template.ifPresent(it -> {
      if (isTakenBack) {
        meter.takeBack(it, at, now);
      } else {
        meter.see(it, at, now);
      }
    });
    if (kind == Kind.LOGIN) {
      places.forEach((measure, place) -> meter.place(measure, place, messages, at, now));
    }
  }

  private static void count(Meter meter, Measure measure, long amount, long at, long now) {
    if (amount < 0) {
      meter.takeBack(measure, -amount, at, now);
    } else {
      meter.add(measure, amount, at, now);
    }
  }
}
