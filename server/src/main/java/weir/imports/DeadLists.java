package weir.imports;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import weir.lists.Catalogue;

/// Block lists that are no more: those of the catalogue, and zones of old that it does not have.
///
/// A dead list is worse than none: some answer "listed" for every address, some time out.
final class DeadLists {
  private static final Map<String, String> FATES =
      Map.ofEntries(
          Map.entry(
              "ordb.org",
              "ended in December 2006; from March 2008 it said \"listed\" for every address"),
          Map.entry("maps.vix.com", "became a paid service (MAPS); nobody answers there"),
          Map.entry(
              "mail-abuse.org", "became a paid service (MAPS) that does not answer strangers"),
          Map.entry(
              "mail-abuse.com", "became a paid service (MAPS) that does not answer strangers"),
          Map.entry("orbs.org", "ended in 2001"),
          Map.entry("orbz.org", "ended in 2002"),
          Map.entry("osirusoft.com", "ended in August 2003 by saying \"listed\" for every address"),
          Map.entry("monkeys.com", "ended in September 2003"),
          Map.entry(
              "dsbl.org",
              "ended in May 2008; its name servers were then set to an address that does not answer"),
          Map.entry("njabl.org", "ended in 2013"),
          Map.entry("ahbl.org", "ended in 2015 by saying \"listed\" for every address"),
          Map.entry("rfc-ignorant.org", "ended in 2012"),
          Map.entry("sorbs.net", "was emptied and taken down on 5 June 2024"),
          Map.entry("abuseat.org", "is part of Spamhaus XBL now"),
          Map.entry("blitzed.org", "ended in 2006"),
          Map.entry("five-ten-sg.com", "ended in 2012"),
          Map.entry("dnsbl.net.au", "ended in 2009"));

  private DeadLists() {}

  /// What became of it, as the end of a sentence.
  static Optional<String> fate(String zone) {
    String name = zone.toLowerCase(Locale.ROOT);
    while (!name.isEmpty()) {
      Optional<String> fate = known(name);
      if (fate.isPresent()) {
        return fate;
      }
      int dot = name.indexOf('.');
      name = dot < 0 ? "" : name.substring(dot + 1);
    }
    return Optional.empty();
  }

  private static Optional<String> known(String name) {
    return Catalogue.find(name)
        .flatMap(Catalogue.Entry::dead)
        .or(() -> Optional.ofNullable(FATES.get(name)));
  }
}
