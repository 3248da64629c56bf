package weir.limits;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weir.account.Identity;
import weir.config.Doc;
import weir.config.KeyPath;
import weir.config.Problems;
import weir.incident.Exemption;
import weir.mail.Domain;
import weir.meter.Kind;
import weir.meter.MeterKey;

@Doc("Somebody who may do what rules would take for harm: one of account, login, script, domain.")
record ExemptionTable(
    @Doc("The account that is exempted, with all its logins and scripts.") Optional<String> account,
    @Doc("The login that is exempted.") Optional<String> login,
    @Doc("The script or folder that is exempted, with its host: `web1:/home/shop/www`.")
        Optional<String> script,
    @Doc("The domain that is exempted, with its logins.") Optional<Domain> domain,
    @Doc("The rules that raise no alarm about it.") List<String> rules,
    @Doc("Who answers for it.") String owner,
    @Doc("Why it is right.") String reason,
    @Doc("The day on which it ends, by UTC.") LocalDate until) {

  /// Whom it names, each by its key. A file should have one.
  private Map<String, MeterKey> named() {
    Map<String, MeterKey> named = new LinkedHashMap<>();
    name(named, "account", Kind.ACCOUNT, account);
    name(named, "login", Kind.LOGIN, login.map(it -> Identity.Login.of(it).name()));
    name(named, "script", Kind.SCRIPT, script);
    name(named, "domain", Kind.DOMAIN, domain.map(Domain::name));
    return named;
  }

  private static void name(
      Map<String, MeterKey> named, String key, Kind kind, Optional<String> name) {
    name.filter(it -> !it.isBlank()).ifPresent(it -> named.put(key, new MeterKey(kind, it)));
  }

  /// @param at where it stands
  /// @param kinds of the rules that could be read
  void check(KeyPath at, Map<String, Kind> kinds, Problems problems) {
    List<String> keys = List.copyOf(named().keySet());
    boolean isKnown =
        List.of("account", "login", "script", "domain").stream()
            .allMatch(key -> problems.isKnown(at.key(key)));
    if (keys.isEmpty() && isKnown) {
      problems.add(at, "names nobody: account, login, script or domain is missing");
    }
    keys.stream()
        .skip(1)
        .forEach(key ->
            problems.add(
                at.key(key),
                "one exemption is of one; %s is there already".formatted(keys.getFirst())));
    script
        .filter(it -> it.indexOf(':') <= 0)
        .ifPresent(_ ->
            problems.add(at.key("script"), "must begin with its host, as in \"web1:/home/shop\""));
    checkText(at.key("owner"), owner, problems);
    checkText(at.key("reason"), reason, problems);
    if (rules.isEmpty() && problems.isKnown(at.key("rules"))) {
      problems.add(at.key("rules"), "must name the rules that it frees from");
    }
    for (int i = 0; i < rules.size(); i++) {
      checkRule(at.key("rules").item(i), rules.get(i), kinds, problems);
    }
  }

  private static void checkText(KeyPath at, String text, Problems problems) {
    if (text.isBlank() && problems.isKnown(at)) {
      problems.add(at, "must not be empty");
    }
  }

  private void checkRule(KeyPath at, String rule, Map<String, Kind> kinds, Problems problems) {
    Set<String> written = problems.names(KeyPath.of("rules"));
    if (!written.contains(rule)) {
      problems.undefined(at, "rule", rule, written);
      return;
    }
    Kind of = kinds.get(rule);
    Optional<MeterKey> whom = named().values().stream().findFirst();
    if (of != null && whom.isPresent() && !reaches(of, whom.get().kind())) {
      problems.add(
          at,
          "can never be freed from: it is about %s, of which %s is only a part"
              .formatted(people(of), one(whom.get().kind())));
    }
  }

  private static boolean reaches(Kind of, Kind exempted) {
    return of == exempted || Exemption.canBeWithin(of, exempted);
  }

  private static String people(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT) + "s";
  }

  private static String one(Kind kind) {
    return kind == Kind.ACCOUNT ? "an account" : "a " + kind.name().toLowerCase(Locale.ROOT);
  }

  /// To be asked once [#check] has found nothing.
  Exemption exemption(String name) {
    return new Exemption(
        name,
        named().values().iterator().next(),
        Set.copyOf(rules),
        owner,
        reason,
        until.atStartOfDay(ZoneOffset.UTC).toInstant());
  }
}
