package weir.directory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Directory;
import weir.account.Identity;
import weir.account.Ownership;
import weir.account.Trouble;
import weir.mail.Domain;

/// What cannot be right in a directory, and what will not work although it is right.
final class Troubles {
  /// Told at most; there may be as many as identities.
  private static final int MOST = 10_000;

  private Troubles() {}

  static List<Trouble> of(AccountBook book, Map<String, PlanSettings> plans, Instant now) {
    List<Trouble> all = new ArrayList<>(book.troubles(now));
    for (Account account : book.accounts()) {
      if (all.size() >= MOST) {
        break;
      }
      if (account.until().isEmpty()) {
        plan(account, plans.keySet()).ifPresent(all::add);
        contact(account, book, now).ifPresent(all::add);
      }
    }
    return List.copyOf(all.subList(0, Math.min(all.size(), MOST)));
  }

  /// Where no plan has limits, names of plans are only words.
  private static Optional<Trouble> plan(Account account, Set<String> plans) {
    return account
        .plan()
        .filter(plan -> !plans.isEmpty() && !plans.contains(plan))
        .map(plan ->
            new Trouble.OfAccount(account.id(), "has the plan " + plan + ", which has no limits"));
  }

  /// A notice that the account's mail is stopped would not be read there.
  private static Optional<Trouble> contact(Account account, Directory book, Instant now) {
    return account
        .contact()
        .filter(contact ->
            Domain.parse(contact.substring(contact.lastIndexOf('@') + 1))
                .map(domain ->
                    book.owner(new Identity.SenderDomain(domain), now)
                            instanceof Ownership.Owned owned
                        && owned.account().id().equals(account.id()))
                .orElse(true))
        .map(contact ->
            new Trouble.OfAccount(
                account.id(),
                "has the contact "
                    + contact
                    + ", which is no address or is among what it has here: a notice may not arrive"));
  }
}
