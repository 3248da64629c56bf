package weir.bench.outbound;

import java.util.random.RandomGenerator;

/// What was drawn for one attack.
///
/// @param messages that it sends if nobody stops it
/// @param gapSeconds from one to the next, on average
/// @param recipients of each message, at most
/// @param fresh share of messages from a network that was not used before
/// @param isAbroad whether the networks are in other countries
/// @param countries in which they are
/// @param bad share of recipients who do not exist
/// @param blocked share of recipients whose servers refuse it as spam, once they have noticed
/// @param noticed messages until then
/// @param subjects different ones
/// @param senders different addresses, of which 1 is the account's own
/// @param sleeps whether nothing is sent at night
record AttackPlan(
    int messages,
    double gapSeconds,
    int recipients,
    double fresh,
    boolean isAbroad,
    int countries,
    double bad,
    double blocked,
    int noticed,
    int subjects,
    int senders,
    double deferred,
    boolean sleeps) {

  static AttackPlan draw(Mix.Table table, RandomGenerator random) {
    return new AttackPlan(
        table.range("messages").count(random),
        table.range("gap-seconds").spread(random),
        table.range("recipients").count(random),
        table.range("fresh-networks").even(random),
        Chance.happens(table.range("abroad").even(random), random),
        table.range("countries").count(random),
        table.range("bad").even(random),
        table.range("blocked").even(random),
        table.range("noticed").count(random),
        table.range("subjects").count(random),
        table.range("senders").count(random),
        table.range("deferred").even(random),
        Chance.happens(table.range("sleeps").even(random), random));
  }
}
