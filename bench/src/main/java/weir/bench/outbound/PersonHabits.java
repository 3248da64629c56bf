package weir.bench.outbound;

import java.util.random.RandomGenerator;

/// What was drawn for one person.
///
/// @param messages on a working day
/// @param weekend what is left of them on a day of a weekend
/// @param gap seconds from one message to the next of the same session
/// @param several share of messages with more than one recipient
/// @param mostRecipients of one message
/// @param contacts people whom they know
/// @param places from which they usually write
/// @param roaming networks a day that their telephone logs in from besides
/// @param onTheWay share of sessions in which they write from such a network
/// @param moving of the places so many get another network each day
/// @param tunnel share of sessions through a tunnel that ends in another country
/// @param bursts a month
/// @param burst recipients of one
/// @param copies recipients of each message of a burst whose messages have several
/// @param burstPace messages a minute
/// @param burstBad share of addresses that are no more
/// @param awayFrom first day of a vacation, and how long it is
/// @param travelFrom first day of a journey, on which they write as at home
/// @param elsewhere country of the journey and of the tunnel
record PersonHabits(
    double messages,
    double weekend,
    Range gap,
    double several,
    int mostRecipients,
    int contacts,
    int places,
    double roaming,
    double onTheWay,
    int moving,
    double tunnel,
    double bursts,
    Range burst,
    int copies,
    Range burstPace,
    Range burstBad,
    int awayFrom,
    int awayFor,
    int travelFrom,
    int travelFor,
    String elsewhere,
    Fates fates) {

  static PersonHabits draw(Mix.Table table, int days, RandomGenerator random) {
    boolean roams = share(table, "roams", random);
    return new PersonHabits(
        table.range("messages-a-day").spread(random),
        table.range("weekend").even(random),
        table.range("gap-seconds"),
        table.range("several-recipients").even(random),
        table.range("most-recipients").count(random),
        table.range("contacts").count(random),
        table.range("places").count(random),
        roams ? table.range("roaming-a-day").spread(random) : 0,
        roams ? table.range("on-the-way").even(random) : 0,
        share(table, "moves", random) ? 1 : 0,
        share(table, "tunnels", random) ? table.range("tunnel").even(random) : 0,
        table.range("bursts-a-month").even(random),
        table.range("burst"),
        table.range("burst-copies").count(random),
        table.range("burst-pace"),
        table.range("burst-bad"),
        share(table, "vacations", random) ? random.nextInt(days) : days,
        table.range("vacation-days").count(random),
        share(table, "journeys", random) ? random.nextInt(days) : days,
        table.range("journey-days").count(random),
        Line.abroad(random),
        new Fates(table.range("bad").even(random), 0, table.range("deferred").even(random)));
  }

  private static boolean share(Mix.Table table, String key, RandomGenerator random) {
    return Chance.happens(table.range(key).even(random), random);
  }

  boolean isAway(int day) {
    return day >= awayFrom && day < awayFrom + awayFor;
  }

  boolean travels(int day) {
    return day >= travelFrom && day < travelFrom + travelFor;
  }
}
