package weir.standing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import weir.account.Account;
import weir.account.AccountBook;
import weir.api.AccountStanding;
import weir.api.AccountStanding.OfRule;
import weir.api.AccountStanding.OfSender;
import weir.api.AccountStanding.Shows;
import weir.incident.Condition;
import weir.incident.Detector;
import weir.incident.Exemption;
import weir.incident.Margin;
import weir.incident.Rule;
import weir.limits.Limit;
import weir.limits.Limits;
import weir.meter.Figure;
import weir.meter.Measure;
import weir.meter.MeterKey;
import weir.meter.Meters;
import weir.meter.Nest;
import weir.meter.Reading;
import weir.meter.Window;

/// Asks the rules about an account as it stands, and raises no alarm.
///
/// @param now by the clock of the meters
public record Standings(Meters meters, Limits limits, AccountBook book, Instant now) {
  /// Senders that are told.
  public static final int MOST = 200;

  /// @return empty where the directory knows no such account
  public Optional<AccountStanding> of(String id) {
    return book.account(id).map(this::of);
  }

  private AccountStanding of(Account account) {
    SendersOf senders = new SendersOf(account, book, now);
    List<Reading> readings =
        senders.all(meters).stream()
            .map(key -> meters.read(key, now).of(Detector.customer(account, now)))
            .filter(Standings::isCounted)
            .sorted(
                Comparator.comparingLong((Reading it) -> it.value(Measure.RECIPIENTS, Window.DAY))
                    .reversed())
            .toList();
    return new AccountStanding(
        account.id(),
        now,
        true,
        readings.stream()
            .limit(MOST)
            .map(reading -> sender(reading, senders.nest(reading.key())))
            .toList(),
        Math.max(0, readings.size() - MOST));
  }

  private static boolean isCounted(Reading reading) {
    if (reading.usual().isPresent()) {
      return true;
    }
    for (Measure measure : Measure.values()) {
      if (reading.value(measure, Window.DAY) > 0) {
        return true;
      }
    }
    return false;
  }

  private OfSender sender(Reading reading, Nest nest) {
    List<OfRule> rules = new ArrayList<>();
    for (Limit limit : limits.limits()) {
      if (limit.rule().of() == reading.key().kind()) {
        rules.add(rule(limit, reading, nest));
      }
    }
    List<Shows> usual =
        reading.usual().isEmpty()
            ? List.of()
            : Figure.all().stream()
                .filter(Figure.OfHistory.class::isInstance)
                .map(figure -> shows(figure, figure.of(reading)))
                .toList();
    return new OfSender(reading.key().toString(), usual, rules);
  }

  private OfRule rule(Limit limit, Reading reading, Nest nest) {
    Rule rule = limit.rule();
    Condition.Held held = rule.when().holds(reading);
    return new OfRule(
        rule.id(),
        switch (held) {
          case Condition.Held.Yes _ -> "yes";
          case Condition.Held.No _ -> "no";
          case Condition.Held.Unknown _ -> "unknown";
        },
        held instanceof Condition.Held.Unknown(var cause) ? cause : "",
        limit.figures().stream().map(figure -> shows(figure, figure.of(reading))).toList(),
        held instanceof Condition.Held.Yes ? List.of() : margins(limit, reading),
        limit.when(),
        exemptions(rule, reading.key(), nest),
        rule.acts()
            ? Optional.of(rule.upTo().name().toLowerCase(Locale.ROOT).replace('_', '-'))
            : Optional.empty());
  }

  private static List<Shows> margins(Limit limit, Reading reading) {
    List<Shows> all = new ArrayList<>();
    for (Figure each : limit.figures()) {
      if (each instanceof Figure.Counted counted) {
        OptionalLong at = Margin.of(limit.rule().when(), reading, counted);
        if (at.isPresent()) {
          all.add(shows(each, at));
        }
      }
    }
    return all;
  }

  private List<String> exemptions(Rule rule, MeterKey key, Nest nest) {
    return limits.exemptions().stream()
        .filter(it -> it.frees(rule, key, nest, now))
        .map(Exemption::id)
        .toList();
  }

  private static Shows shows(Figure figure, OptionalLong value) {
    return new Shows(
        figure.word(), value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty());
  }
}
