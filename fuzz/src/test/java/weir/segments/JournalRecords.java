package weir.segments;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import weir.journal.Entry;
import weir.verdict.FindingKind;

/// Entries from the JSON that a segment has of them.
final class JournalRecords {

  private static final JsonMapper JSON = JsonMapper.shared();

  /// A refusal, with the first [#kinds] and the first evidence.
  static final String REFUSED =
      """
      {"entry":"transaction","id":"7h2kq0m5n9xbd","session":"7h2kq0m5n9xba","at":1764057600123456789,
      "took":1500000000,"client":{"address":"2001:db8::7","port":40000,"listener":"mx","role":"MX",
      "helo":"mail.example.net","name":"mail.example.net","tls":"TLSv1.3"},"sender":"ann@example.net",
      "recipients":[{"to":"bob@example.com","code":550,"reply":"550 5.7.1 no"}],"size":1234,
      "subject":"Hello","end":"REFUSED","reply":"550 5.7.1 Listed","policy":"default@7","judged":["CONNECT",
      {"stage":"RCPT","to":"bob@example.com","outcome":"reject","by":"dnsbl-listed","detail":"7.1",
      "said":"Listed","delay":3000000000,"score":4.5,"tags":[{"header":"X-Weir-Found","text":"dnsbl-listed"}],
      "found":[{"check":"dnsbl","kind":1,"subject":"zen.example","weight":"COUNTED","score":5.0,"evidence":0}],
      "unknown":[{"check":"sender-domain","cause":"timeout","meaning":"OPEN"}],
      "effects":[{"effect":"count","amount":2,"window":60000000000,"table":"t","key":"k"}]}]}\
      """;

  static final String EVIDENCE = "[[[\"7.2.0.192.zen.example A\",\"127.0.0.2\"]]]";

  static final String ACT =
      "{\"entry\":\"act\",\"id\":\"7h2kq0m5n9xbe\",\"at\":1764057601000000000,\"what\":\"allow\",\"by\":\"root\"}";

  static final String GAP =
      "{\"entry\":\"gap\",\"at\":1764057602000000000,\"until\":1764057603000000000,\"entries\":3,\"cause\":\"disk\"}";

  /// What is written down next.
  static final String FRESH =
      "{\"entry\":\"act\",\"id\":\"7h2kq0m5n9xbf\",\"at\":1764057604000000000,\"what\":\"block\",\"by\":\"root\"}";

  private JournalRecords() {}

  static Kinds kinds() {
    Kinds kinds = new Kinds();
    kinds.number(FindingKind.of("dnsbl-listed", "A list names it.", "Ask the list.", "7.1"));
    kinds.number(FindingKind.firm("no-reverse-name", "No name.", "Give it a name.", "7.25"));
    return kinds;
  }

  /// @throws RuntimeException of any kind for what is none
  static Entry entry(Kinds kinds, String record, String evidence) {
    return new EntryReader(new VerdictReader(kinds, SegmentSearch.pieces(JSON.readTree(evidence))))
        .read(JSON.readTree(record));
  }

  /// Three of them, the last one a gap.
  static List<Entry> some() {
    return List.of(
        entry(kinds(), REFUSED, EVIDENCE), entry(kinds(), ACT, "[]"), entry(kinds(), GAP, "[]"));
  }
}
