package weir.directory;

import weir.config.Checked;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Problems;

/// How the users of a host are named as accounts.
public record AccountNames(
    @Doc("The provider's own name for the host whose users these are.") String host,
    @Doc(
            "The account's id for a user of that host: `{user}`, or, where hosts have users of the same name, `{user}@{host}`.")
        @Default("{user}")
        String account)
    implements Checked {
  private static final String USER = "{user}";

  String of(String user) {
    return account.replace(USER, user).replace("{host}", host);
  }

  @Override
  public void check(Problems problems) {
    if (problems.isKnown("account") && !account.contains(USER)) {
      problems.add("account", "must have {user} in it: else all users were one account");
    }
    if (problems.isKnown("host") && host.isBlank()) {
      problems.add("host", "is empty");
    }
  }
}
