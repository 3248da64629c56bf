package weir.gateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import weir.enforce.Enforcement;
import weir.gateway.header.Marking;
import weir.inspect.Inspection;
import weir.verdict.Recipient;
import weir.verdict.Stage;

/// The accepted recipients of one policy, and what it says of the message for them.
record PolicyGroup(List<Transaction.Accepted> recipients, Enforcement enforcement) {

  /// Judges once per distinct policy, each with its own recipients for facts (decision 16).
  static List<PolicyGroup> judge(Stage stage, Transaction transaction, Talk talk)
      throws InterruptedException {
    Map<String, List<Transaction.Accepted>> byPolicy = new LinkedHashMap<>();
    for (Transaction.Accepted each : transaction.accepted()) {
      byPolicy.computeIfAbsent(each.way().policy().name(), _ -> new ArrayList<>()).add(each);
    }
    List<List<Transaction.Accepted>> groups = List.copyOf(byPolicy.values());
    List<Inspection.Judging> judgings = new ArrayList<>(groups.size());
    for (List<Transaction.Accepted> group : groups) {
      List<Recipient> its = group.stream().map(Transaction.Accepted::facts).toList();
      judgings.add(
          new Inspection.Judging(group.getFirst().way().policy(), talk.facts().withAccepted(its)));
    }
    List<Enforcement> said = talk.judge(stage, judgings);
    List<PolicyGroup> judged = new ArrayList<>(groups.size());
    for (int i = 0; i < groups.size(); i++) {
      judged.add(new PolicyGroup(groups.get(i), said.get(i)));
    }
    return judged;
  }

  /// Whether some of its recipients get words before the subject.
  boolean marksSubject() {
    return Marking.newSubject(enforcement.fields())
        || recipients.stream().anyMatch(each -> Marking.newSubject(each.atRcpt().fields()));
  }

  boolean refused() {
    return enforcement.refusal().isPresent();
  }
}
