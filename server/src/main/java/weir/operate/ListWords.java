package weir.operate;

import java.util.Locale;
import weir.api.Answer;
import weir.lists.ListRecord;
import weir.lists.TestResult;

/// What is known of DNS lists, for the command line.
record ListWords(ServerView inside) {

  Answer all() {
    return new Answer.DnsLists(inside.watch().named().stream().map(ListWords::line).toList());
  }

  Answer test(String zone) {
    String name = zone.toLowerCase(Locale.ROOT);
    return inside
        .watch()
        .test(name)
        .<Answer>map(result -> tested(result, inside.lists().of(name).figures()))
        .orElseGet(() -> new Answer.Failed("no check asks a list " + name));
  }

  private static Answer tested(TestResult result, ListRecord.Figures list) {
    return switch (result) {
      case TestResult.Good() -> new Answer.ListTested("good", "", line(list));
      case TestResult.Wrong(var wrong) -> new Answer.ListTested("wrong", wrong, line(list));
      case TestResult.Silent(var cause) -> new Answer.ListTested("silent", cause, line(list));
    };
  }

  private static Answer.ListLine line(ListRecord.Figures list) {
    return new Answer.ListLine(
        list.zone(),
        list.standing().state().word(),
        list.standing().since(),
        list.standing().why(),
        list.questions(),
        list.remembered(),
        list.listings(),
        list.alone(),
        list.failures(),
        list.timeouts(),
        list.refusals(),
        list.mean(),
        list.p95(),
        list.longGood().clients(),
        list.longGood().listed());
  }
}
