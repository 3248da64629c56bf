package weir.cli.accounts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import weir.account.Account;
import weir.cli.output.Shown;
import weir.cli.output.Times;

/// What the directory says of an account, in one line for people.
public final class AccountLine {
  private AccountLine() {}

  public static String of(Account account, Instant now) {
    List<String> words = new ArrayList<>();
    words.add(Shown.text(account.name()));
    words.add(account.plan().map(plan -> "plan " + Shown.text(plan)).orElse("no plan"));
    account.reseller().ifPresent(it -> words.add("sold by " + Shown.text(it)));
    words.add(
        account
            .contact()
            .map(contact -> "contact " + Shown.text(contact))
            .orElse("no contact outside"));
    account.language().ifPresent(it -> words.add("language " + Shown.text(it)));
    account.since().ifPresent(it -> words.add("customer for " + days(it, now)));
    account.until().ifPresent(it -> words.add("left at " + Times.seconds(it)));
    if (account.isProtected()) {
      words.add("protected: no automatic response touches it");
    }
    return String.join(", ", words);
  }

  private static String days(Instant since, Instant now) {
    long days = Math.max(0, Duration.between(since, now).toDays());
    return days == 1 ? "1 day" : "%,d days".formatted(days);
  }
}
