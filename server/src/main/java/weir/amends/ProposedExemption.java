package weir.amends;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import weir.config.Text;
import weir.incident.Incident;
import weir.incident.Sign;
import weir.meter.Kind;
import weir.meter.MeterKey;

/// An exemption that would have kept an incident from beginning, to be pasted into the file of
/// limits.
///
/// @param of the narrowest that all its rules can be freed of
/// @param rules all that took it for harm, by their ids
/// @param owner who is to answer for it
/// @param until when it ends
public record ProposedExemption(
    String name, MeterKey of, List<String> rules, String owner, String reason, LocalDate until) {
  /// How long it is proposed for: who needs it longer looks at it once more.
  public static final int DAYS = 30;

  public ProposedExemption {
    rules = List.copyOf(rules);
  }

  /// @param owner who resolved it
  /// @return empty where a host or a reseller is meant: many customers are behind it, and none of
  ///   them can be exempted for all
  public static Optional<ProposedExemption> of(
      Incident incident, List<Sign> signs, String owner, String reason, LocalDate today) {
    List<Sign> freed =
        signs.stream().filter(it -> it.key().kind().compareTo(Kind.ACCOUNT) <= 0).toList();
    if (freed.isEmpty()) {
      return Optional.empty();
    }
    List<MeterKey> keys = freed.stream().map(Sign::key).distinct().toList();
    Optional<MeterKey> widest =
        keys.size() == 1
            ? Optional.of(keys.getFirst())
            : incident.account().map(id -> new MeterKey(Kind.ACCOUNT, id));
    return Optional.of(
        new ProposedExemption(
            "incident-" + incident.id(),
            widest.orElseGet(
                () -> keys.stream().max(Comparator.comparing(MeterKey::kind)).orElseThrow()),
            freed.stream().map(Sign::rule).distinct().sorted().toList(),
            owner,
            reason.isBlank() ? "a false positive" : reason,
            today.plusDays(DAYS)));
  }

  /// As the file of limits has it.
  public String toml() {
    return """
    [exemptions.%s]
    %s = %s
    rules = [%s]
    owner = %s
    reason = %s
    until = %s
    """
        .formatted(
            name,
            of.kind().name().toLowerCase(Locale.ROOT),
            Text.quoted(of.name()),
            rules.stream().map(Text::quoted).collect(Collectors.joining(", ")),
            Text.quoted(owner),
            Text.quoted(reason),
            until);
  }
}
