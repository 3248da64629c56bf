package weir.notices;

import java.io.IOException;
import java.util.Optional;
import weir.account.Account;

/// Somebody who is told.
interface Receiver {

  /// Its name in the settings.
  String name();

  boolean wants(NoticeEvent event);

  /// Whether the customer whose it is reads it as well.
  ///
  /// @param account whose it is
  default boolean isForCustomer(Notice notice, Account account) {
    return false;
  }

  /// @param account of the customer whom it is for; empty for staff
  /// @throws IOException with a sentence for the operator when it did not arrive
  void send(Digest digest, Optional<Account> account) throws IOException, InterruptedException;
}
