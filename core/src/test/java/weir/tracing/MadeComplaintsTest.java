package weir.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import weir.account.Account;
import weir.attribution.Attribution;
import weir.attribution.Confidence;

/// Complaints of which it is known who sent what they are about: honest ones, and those of people
/// who want to be taken for somebody else.
class MadeComplaintsTest {
  private static final int ROUNDS = 12;
  private static final long SEED = 27;

  /// Kind, how sure, and how many were laid at the right door, at nobody's though somebody's, at a
  /// wrong one. The manual has this table.
  private static final String TABLE =
      """
      behind his door, at an address that a host of ours has behind ours | - | 12, 0, 0
      copied token, other Message-ID | - | 12, 0, 0
      copied token, other subject | - | 12, 0, 0
      customer's own server | likely | 12, 0, 0
      customer's own server, directly | likely | 12, 0, 0
      customer's own server, directly, forged login below | likely | 12, 0, 0
      customer's own server, forged login below | likely | 12, 0, 0
      customer's virtual machine, directly | likely | 12, 0, 0
      customer's virtual machine, directly, forged login below | likely | 12, 0, 0
      forged behind his door, in another site's name | claimed | 0, 0, 12
      forged behind the complainant's door | likely | 0, 0, 12
      gateway's field written anew around a copied token | - | 12, 0, 0
      login at a mail server | likely | 12, 0, 0
      login, fields of the sender's below | likely | 12, 0, 0
      login, filter on the server | likely | 12, 0, 0
      login, through the complainant's inner servers | likely | 12, 0, 0
      not ours | - | 12, 0, 0
      not ours, our fields forged | - | 12, 0, 0
      program speaks SMTP, another server's field on top | - | 0, 12, 0
      program speaks SMTP, forged field on top | likely | 0, 0, 12
      program speaks SMTP, forged login on top | likely | 0, 0, 12
      program speaks SMTP, stale field on top | - | 0, 12, 0
      script, forged uid below | likely | 12, 0, 0
      script, web and mail server | likely | 12, 0, 0
      script, web server hands out itself | likely | 12, 0, 0
      token below a copied one | certain | 12, 0, 0
      token in a text without Received fields | claimed | 12, 0, 0
      token | certain | 12, 0, 0
      token, Message-ID redacted | certain | 12, 0, 0
      token, another's forged below | certain | 12, 0, 0
      token, for somebody else | likely | 12, 0, 0
      token, forwarded by a server that is believed | certain | 12, 0, 0
      token, forwarded by a stranger | claimed | 12, 0, 0
      token, relayed for a web server | likely | 12, 0, 0
      token, sent again by another of its recipients | likely | 0, 0, 12
      token, through inner servers, for its recipient | strong | 12, 0, 0
      token, through inner servers, for one of its recipients | likely | 12, 0, 0
      token, through inner servers, recipient redacted | likely | 12, 0, 0
      typed: there never was such a message | likely | 0, 0, 12
      user of many | - | 12, 0, 0
      whole header copied behind the complainant's door | likely | 0, 0, 12
      whole header copied by a program that speaks SMTP | claimed | 0, 0, 12
      whole header copied by a stranger | claimed | 0, 0, 12
      whole header copied by who logs in | likely | 12, 0, 0
      """;

  /// How many of a kind were laid at the right door, at nobody's, at a wrong one.
  private static final class Row {
    int right;
    int nobody;
    int wrong;
  }

  @Test
  void nobodyIsWronglyNamedForSureAndATokenInItsPlaceAlwaysLeadsHome() {
    MadeProvider provider = new MadeProvider(SEED);
    List<MadeComplaints.Made> all = new MadeComplaints(provider).all(ROUNDS);
    Tracer tracer = provider.tracer();
    Map<String, Row> rows = new TreeMap<>();
    List<String> wrong = new ArrayList<>();
    List<String> lost = new ArrayList<>();
    for (MadeComplaints.Made each : all) {
      Attribution found = tracer.trace(each.suspect(), MadeProvider.NOW).found();
      Optional<String> named = found.account().map(Account::id);
      boolean isRight = named.equals(each.sender());
      Row row =
          rows.computeIfAbsent(
              each.kind() + " | " + (named.isEmpty() ? "-" : found.confidence().word()),
              _ -> new Row());
      row.right += isRight ? 1 : 0;
      row.nobody += !isRight && named.isEmpty() ? 1 : 0;
      row.wrong += !isRight && named.isPresent() ? 1 : 0;
      if (!isRight && named.isPresent() && found.confidence().compareTo(Confidence.STRONG) >= 0) {
        wrong.add(each.kind() + ": " + named + " and not " + each.sender() + " " + found.steps());
      }
      if (each.isSealed() && !(isRight && found.confidence() == Confidence.CERTAIN)) {
        lost.add(each.kind() + " " + found.steps());
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(lost).isEmpty();
    assertThat(
            rows.entrySet().stream()
                .map(row ->
                    "%s | %d, %d, %d%n"
                        .formatted(
                            row.getKey(),
                            row.getValue().right,
                            row.getValue().nobody,
                            row.getValue().wrong))
                .collect(Collectors.joining()))
        .isEqualTo(TABLE);
  }
}
