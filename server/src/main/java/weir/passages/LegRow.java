package weir.passages;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.likeness.Likeness;
import weir.likeness.Template;
import weir.maillog.Entrance;
import weir.net.IpAddress;
import weir.observation.Coming;
import weir.observation.Leg;
import weir.observation.Link;
import weir.observation.Maker;
import weir.observation.QueueKey;
import weir.observation.Tally;
import weir.observation.Writer;

/// A leg as a row.
final class LegRow {
  static final String INSERT =
      "INSERT OR REPLACE INTO leg(passage, n, host, id, alias, since, nanos, link, entrance, client,"
          + " port, client_name, helo, mechanism, login, uid, user, sender, octets, announced,"
          + " message_id, subject, directory, script, received, onward, teller, delivered, failed, deferrals, stay, last,"
          + " writer, unheard, template, links, maker, maker_host, maker_at, maker_uid, maker_script,"
          + " maker_line, maker_writer)"
          + " VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

  private static final int NANOS_OF_MILLI = 1_000_000;
  private static final String CLIENT = "client";
  private static final String PROGRAM = "program";
  private static final String UNSEEN = "";

  private LegRow() {}

  static void bind(PreparedStatement into, long passage, int n, Leg leg) throws SQLException {
    Instant since = leg.key().since();
    Values values = new Values(into);
    values.add(passage).add(n).add(leg.key().host()).add(leg.key().id()).add(leg.coming().alias());
    values.add(since.toEpochMilli()).add(nanos(since));
    values.add(leg.link().name());
    entrance(values, leg.by());
    values.add(leg.sender()).add(leg.coming().octets()).add(leg.coming().announced());
    values.add(leg.messageId()).add(leg.subject()).add(leg.coming().directory());
    values.add(leg.coming().script());
    values.add(leg.coming().received());
    values.add(onward(leg.onward())).add(leg.fate().teller());
    values.add(leg.tally().delivered()).add(leg.tally().failed()).add(leg.tally().deferrals());
    values.add(leg.stay().name()).add(leg.last().toEpochMilli()).add(leg.coming().writer().name());
    values.add(leg.unheard());
    likeness(values, leg.likeness());
    maker(values, leg.maker());
  }

  private static void maker(Values values, Optional<Maker> seen) throws SQLException {
    if (seen.isEmpty()) {
      values.nothing(7);
      return;
    }
    Maker maker = seen.get();
    values.add(maker.by().name()).add(maker.host()).add(maker.at().toEpochMilli());
    values.add(maker.uid()).add(maker.script()).add(maker.line()).add(maker.writer().name());
  }

  private static Optional<Maker> maker(ResultSet row) throws SQLException {
    Optional<String> by = text(row, "maker");
    return by.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Maker(
                Maker.By.valueOf(by.get()),
                row.getString("maker_host"),
                Instant.ofEpochMilli(row.getLong("maker_at")),
                number(row, "maker_uid"),
                text(row, "maker_script"),
                small(row, "maker_line"),
                Writer.valueOf(row.getString("maker_writer"))));
  }

  private static void likeness(Values values, Likeness likeness) throws SQLException {
    values.add(likeness.template().stream().mapToLong(Template::bits).findFirst());
    List<String> links = likeness.links();
    values.add(links.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", links)));
  }

  /// What milliseconds do not tell of a time.
  static int nanos(Instant time) {
    return time.get(ChronoField.NANO_OF_SECOND) % NANOS_OF_MILLI;
  }

  private static void entrance(Values values, Optional<Entrance> by) throws SQLException {
    switch (by.orElse(null)) {
      case Entrance.Client client -> {
        values.add(CLIENT).add(client.address().map(IpAddress::toString)).add(client.port());
        values.add(client.name()).add(client.helo());
        values.add(client.login().map(Entrance.Login::mechanism));
        values.add(client.login().map(Entrance.Login::name)).nothing(2);
      }
      case Entrance.Program program ->
          values.add(PROGRAM).nothing(6).add(program.uid()).add(program.user());
      case null -> values.add(UNSEEN).nothing(8);
    }
  }

  static Leg read(ResultSet row) throws SQLException {
    Instant since = Instant.ofEpochMilli(row.getLong("since")).plusNanos(row.getLong("nanos"));
    return new Leg(
        new QueueKey(row.getString("host"), row.getString("id"), since),
        Link.valueOf(row.getString("link")),
        row.getBoolean("unheard"),
        coming(row),
        maker(row),
        onward(row.getString("onward")),
        new Leg.Fate(
            text(row, "teller"),
            new Tally(row.getInt("delivered"), row.getInt("failed"), row.getInt("deferrals")),
            Leg.Stay.valueOf(row.getString("stay"))),
        Instant.ofEpochMilli(row.getLong("last")));
  }

  private static Coming coming(ResultSet row) throws SQLException {
    return new Coming(
        entrance(row),
        Writer.valueOf(row.getString("writer")),
        text(row, "sender"),
        number(row, "octets"),
        small(row, "announced"),
        text(row, "message_id"),
        text(row, "subject"),
        text(row, "alias"),
        text(row, "directory"),
        text(row, "script"),
        text(row, "received"),
        likeness(row));
  }

  /// Names and addresses, which have no blanks.
  private static Likeness likeness(ResultSet row) throws SQLException {
    OptionalLong template = number(row, "template");
    Optional<String> links = text(row, "links");
    if (template.isEmpty() && links.isEmpty()) {
      return Likeness.NONE;
    }
    return new Likeness(
        template.isPresent() ? Optional.of(new Template(template.getAsLong())) : Optional.empty(),
        links.map(all -> List.of(all.split(" ", -1))).orElse(List.of()));
  }

  private static Optional<Entrance> entrance(ResultSet row) throws SQLException {
    return switch (row.getString("entrance")) {
      case CLIENT ->
          Optional.of(
              new Entrance.Client(
                  text(row, "client").flatMap(IpAddress::parse),
                  small(row, "port"),
                  text(row, "client_name"),
                  text(row, "helo"),
                  login(row)));
      case PROGRAM -> Optional.of(new Entrance.Program(number(row, "uid"), text(row, "user")));
      default -> Optional.empty();
    };
  }

  private static Optional<Entrance.Login> login(ResultSet row) throws SQLException {
    String mechanism = text(row, "mechanism").orElse("");
    return text(row, "login").map(name -> new Entrance.Login(mechanism, name));
  }

  /// `HOST ID MILLIS` each; none of them has a blank.
  private static String onward(List<Leg.Next> all) {
    return all.stream()
        .map(next -> next.host() + " " + next.id() + " " + next.at().toEpochMilli())
        .collect(Collectors.joining("\n"));
  }

  private static List<Leg.Next> onward(String text) {
    return text.lines().map(line -> line.split(" ", -1)).map(LegRow::next).toList();
  }

  private static Leg.Next next(String... words) {
    return new Leg.Next(words[0], words[1], Instant.ofEpochMilli(Long.parseLong(words[2])));
  }

  private static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  private static OptionalLong number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static OptionalInt small(ResultSet row, String column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
  }

  /// Values into the parameters of a statement, one after the other.
  private static final class Values {
    private final PreparedStatement into;
    private int at;

    Values(PreparedStatement into) {
      this.into = into;
    }

    Values add(@Nullable Object value) throws SQLException {
      into.setObject(++at, value);
      return this;
    }

    Values add(Optional<String> value) throws SQLException {
      return value.isPresent() ? add(value.get()) : nothing(1);
    }

    Values add(OptionalLong value) throws SQLException {
      return value.isPresent() ? add((Object) value.getAsLong()) : nothing(1);
    }

    Values add(OptionalInt value) throws SQLException {
      return value.isPresent() ? add((Object) value.getAsInt()) : nothing(1);
    }

    Values nothing(int times) throws SQLException {
      for (int i = 0; i < times; i++) {
        into.setNull(++at, Types.NULL);
      }
      return this;
    }
  }
}
