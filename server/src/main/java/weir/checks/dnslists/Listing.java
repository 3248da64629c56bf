package weir.checks.dnslists;

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
/// @param values the answers that count
/// @param text the list's own words, on their way; empty where nobody is going to be told them
record Listing(
    AskedList.Asked asked,
    Answer answer,
    List<IpAddress> values,
    Optional<CompletableFuture<Answer>> text)
    implements Heard {
  private static final int SAID_LIMIT = 350;

  /// The same, with the list's own words on their way where somebody is going to be told them.
  Listing askingWhy() {
    return new Listing(asked, answer, values, asked.list().askText(asked));
  }

  /// What the client is told besides the list's own words.
  ///
  /// @param about the address or name that is listed
  /// @param sentence what stands before the list's own words
  /// @param instead stands there if the list gives no words, `%IP%` for what is listed
  record Telling(String about, String sentence, Optional<String> instead) {
    String said(String zone, Optional<String> words) {
      String said =
          sentence + ": " + words.or(() -> instead).orElse("see " + zone).replace("%IP%", about);
      return said.length() > SAID_LIMIT ? said.substring(0, SAID_LIMIT) : said;
    }
  }

  List<Finding> findings(FindingKind kind, Telling telling, Wait wait) {
    List<Evidence> evidence = new ArrayList<>(2);
    evidence.add(seen());
    Optional<String> words = Optional.empty();
    if (text.isPresent()) {
      Answer why = asked.list().hearText(text.get(), wait);
      evidence.add(DnsEvidence.of(ListQuery.reason(asked.question()), why));
      words = ListQuery.reason(why);
    }
    String said = telling.said(asked.list().zone(), words);
    return findings(kind, telling.about(), said, words.orElse(""), evidence);
  }

  /// Findings that say what their kind says, and none of the list's own words.
  ///
  /// @param about the address or name that is listed
  List<Finding> findings(FindingKind kind, String about) {
    return findings(kind, about, kind.remedy(), "", List.of(seen()));
  }

  private Evidence seen() {
    return DnsEvidence.of(asked.question(), answer);
  }

  private List<Finding> findings(
      FindingKind kind, String about, String said, String words, List<Evidence> evidence) {
    String code = values.getFirst().toString();
    Finding.Listed listed = new Finding.Listed(about, asked.list().zone(), code, words);
    return asked.list().subjects(values).stream()
        .map(subject -> new Finding(kind, subject, said, evidence).with(listed))
        .toList();
  }
}
