package weir.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import weir.account.Account;
import weir.attribution.Attribution;
import weir.attribution.Confidence;

/// Complaints of which it is known who sent what they are about: honest ones, and those of people
/// who want to be taken for somebody else.
class MadeComplaintsTest {
  private static final int ROUNDS = 12;
  private static final long SEED = 27;

  /// How many of a kind were laid at the right door, at a wrong one, at nobody's.
  private static final class Row {
    int right;
    int wrong;
    int nobody;
  }

  @Test
  void nobodyIsWronglyNamedForSureAndATokenAlwaysLeadsHome() {
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
              "%-52s %s".formatted(each.kind(), named.isEmpty() ? "" : found.confidence().word()),
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
    System.out.println(all.size() + " complaints; kind, how sure: right, nobody named, wrong");
    rows.forEach((kind, row) ->
        System.out.println(kind + ": " + row.right + ", " + row.nobody + ", " + row.wrong));
    assertThat(all).hasSizeGreaterThan(200);
    assertThat(wrong).isEmpty();
    assertThat(lost).isEmpty();
  }
}
