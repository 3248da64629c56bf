package weir.checks.dnslists;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import weir.check.DnsEvidence;
import weir.dns.Answer;
import weir.dns.ListQuery;
import weir.net.IpAddress;
import weir.verdict.Evidence;
import weir.verdict.Finding;
import weir.verdict.FindingKind;

/// Something is on a list: what becomes of that as findings.
///
/// @param about the address or name that is listed
/// @param values the answers that count
/// @param subjects what the findings are about: the zone, or the zone and one of its codes
/// @param text the list's own words, on their way; empty where nobody is going to be told
record Listing(
    AskedList.Heard heard,
    String about,
    List<IpAddress> values,
    List<String> subjects,
    Optional<CompletableFuture<Answer>> text) {
  private static final int SAID_LIMIT = 350;

  /// @param sentence what the client hears before the list's own words
  /// @param instead told where the list gives no words
  List<Finding> findings(
      FindingKind kind,
      String sentence,
      Optional<String> instead,
      Instant begun,
      Instant deadline) {
    AskedList.Asked asked = heard.asked();
    String zone = asked.list().zone();
    List<Evidence> evidence = new ArrayList<>(2);
    evidence.add(DnsEvidence.of(asked.question(), heard.answer()));
    Optional<String> words = Optional.empty();
    if (text.isPresent()) {
      Answer answer = asked.list().hearText(text.get(), begun, deadline);
      evidence.add(DnsEvidence.of(ListQuery.reason(asked.question()), answer));
      words = ListQuery.reason(answer);
    }
    String said =
        sentence + ": " + words.or(() -> instead).orElse("see " + zone).replace("%IP%", about);
    String cut = said.length() > SAID_LIMIT ? said.substring(0, SAID_LIMIT) : said;
    Finding.Listed listed =
        new Finding.Listed(about, zone, values.getFirst().toString(), words.orElse(""));
    return subjects.stream()
        .map(subject -> new Finding(kind, subject, cut, evidence).with(listed))
        .toList();
  }
}
