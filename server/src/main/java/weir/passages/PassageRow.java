package weir.passages;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import weir.attribution.Confidence;
import weir.net.IpAddress;
import weir.observation.Leg;
import weir.observation.Origin;
import weir.observation.Passage;

/// A passage as a row; its legs have rows of their own.
final class PassageRow {
  static final String INSERT =
      "INSERT OR REPLACE INTO passage(id, at, last, open, origin, parent, account, identity,"
          + " method, confidence, behind) VALUES(?,?,?,?,?,?,?,?,?,?,?)";

  private PassageRow() {}

  static void bind(PreparedStatement into, Laid laid) throws SQLException {
    Passage passage = laid.passage();
    into.setLong(1, passage.id());
    into.setLong(2, passage.since().toEpochMilli());
    into.setLong(3, passage.last().toEpochMilli());
    into.setInt(4, passage.isOpen() ? 1 : 0);
    into.setString(5, passage.origin().name());
    if (passage.parent().isPresent()) {
      into.setLong(6, passage.parent().getAsLong());
    } else {
      into.setNull(6, Types.INTEGER);
    }
    into.setString(7, laid.account().orElse(""));
    into.setString(8, laid.identity().orElse(""));
    into.setString(9, laid.method());
    into.setString(10, laid.confidence().name());
    into.setString(11, laid.behind().map(IpAddress::toString).orElse(null));
  }

  /// What a row says, to which the legs are still to come.
  static Function<List<Leg>, Laid> read(ResultSet row) throws SQLException {
    long id = row.getLong("p_id");
    Origin origin = Origin.valueOf(row.getString("origin"));
    long number = row.getLong("parent");
    OptionalLong parent = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
    Optional<String> account = said(row.getString("account"));
    Optional<String> identity = said(row.getString("identity"));
    String method = row.getString("method");
    Confidence confidence = Confidence.valueOf(row.getString("confidence"));
    Optional<IpAddress> behind =
        Optional.ofNullable(row.getString("behind")).flatMap(IpAddress::parse);
    return legs ->
        new Laid(
            new Passage(id, legs, origin, parent), account, identity, method, confidence, behind);
  }

  private static Optional<String> said(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
