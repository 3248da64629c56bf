package weir.complaints;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import weir.sqlite.Database;

/// How much is kept of complaints, and what is forgotten at it.
///
/// @param mails that are kept
/// @param octets of them, as much of each as is kept
record ComplaintBounds(int mails, long octets) {
  static final ComplaintBounds USUAL = new ComplaintBounds(100_000, 2L * 1024 * 1024 * 1024);

  /// One in so many is forgotten at once, so that not each new message searches for an old one.
  private static final int SHARE = 100;

  /// In the order in which they may be missed: those that are settled, those that are no complaint,
  /// complaints, and complaints that are proved to be about an account and are not settled. The
  /// newest has just come and stays.
  private static final String IN_ORDER =
      """
      SELECT mail.id, length(mail.octets), max(CASE
        WHEN complaint.id IS NULL OR settled IS NOT NULL THEN 0
        WHEN kind <> 'COMPLAINT' THEN 1
        WHEN state <> 'VERIFIED' THEN 2
        ELSE 3 END) AS worth
      FROM mail LEFT JOIN complaint ON complaint.mail = mail.id
      WHERE mail.id < (SELECT max(id) FROM mail)
      GROUP BY mail.id ORDER BY worth, mail.id\
      """;

  /// What a person did stays until the journal has it.
  private static final List<String> OF_ONE =
      List.of(
          "DELETE FROM act WHERE journaled = 1"
              + " AND complaint IN (SELECT id FROM complaint WHERE mail = ?)",
          "DELETE FROM complaint WHERE mail = ?",
          "DELETE FROM mail WHERE id = ?");

  /// Forgets as much as is needed. Within a transaction.
  void forget(Connection connection) throws SQLException {
    long mailsNow = Database.number(connection, "SELECT mails FROM total");
    long octetsNow = Database.number(connection, "SELECT octets FROM total");
    if (mailsNow <= mails && octetsNow <= octets) {
      return;
    }
    List<Long> old =
        old(
            connection,
            mailsNow > mails ? mailsNow - mails + mails / SHARE : 0,
            octetsNow > octets ? octetsNow - octets + octets / SHARE : 0);
    for (String each : OF_ONE) {
      try (PreparedStatement delete = connection.prepareStatement(each)) {
        for (long mail : old) {
          delete.setLong(1, mail);
          delete.executeUpdate();
        }
      }
    }
  }

  private static List<Long> old(Connection connection, long mails, long octets)
      throws SQLException {
    List<Long> old = new ArrayList<>();
    long freed = 0;
    try (PreparedStatement query = connection.prepareStatement(IN_ORDER);
        ResultSet rows = query.executeQuery()) {
      while ((old.size() < mails || freed < octets) && rows.next()) {
        old.add(rows.getLong(1));
        freed += rows.getLong(2);
      }
    }
    return old;
  }
}
