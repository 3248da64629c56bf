package weir.account;

import java.util.List;

/// Whose an identity was at a time.
public sealed interface Ownership {

  /// One account's.
  record Owned(Account account, Tenure tenure) implements Ownership {}

  /// Nobody's that the directory knows.
  record Nobody() implements Ownership {}

  /// The directory gives it to several accounts at the same time, so it says nothing.
  record Several(List<String> accounts) implements Ownership {
    public Several {
      accounts = List.copyOf(accounts);
    }
  }

  /// Many customers share it, as a web server's own user or a proxy's address.
  ///
  /// @param what it is, for people
  record Shared(String what) implements Ownership {}

  /// The directory could not be asked.
  record Unknown(String cause) implements Ownership {}
}
