package weir.meter;

/// What is counted.
public enum Measure {
  MESSAGES("messages", "messages"),
  RECIPIENTS("recipients", "recipients of all messages"),
  OCTETS("octets", "octets of all messages"),
  TAKEN("taken", "recipients whose server took the message"),
  INVALID("invalid", "recipients who do not exist, as their server says"),
  FAILED("failed", "recipients who were refused for good, for any reason"),
  BLOCKED("blocked", "refusals and deferrals that say that we are on a block list or send spam"),
  DEFERRED("deferred", "attempts that are to be made again"),
  WRONG_LOGINS("wrong_logins", "logins that failed"),
  LOGINS("logins", "logins that succeeded"),
  FROM_NEW_NETWORK("from_new_network", "messages of a login from networks where it was not before"),
  FROM_NEW_COUNTRY(
      "from_new_country", "messages of a login from countries where it was not before"),
  CONNECTIONS(
      "connections", "attempts of programs to reach mail servers that the fence does not permit"),
  DIFFERENT_RECIPIENTS("different_recipients", "different addresses that were sent to"),
  RECIPIENT_DOMAINS("recipient_domains", "different domains that were sent to"),
  NETWORKS("networks", "different networks from which somebody logged in or sent (/24, /64)"),
  COUNTRIES("countries", "different countries of these networks, by the operator's table"),
  SENDERS("senders", "different sender addresses"),
  SUBJECTS("subjects", "different shapes of subjects, digits apart"),
  SAME_TEMPLATE("same_template", "messages with the template that most of them have");

  /// Sums that files of the formats 1 and 2 have.
  static final int FORMER_SUMS = CONNECTIONS.place();

  static final int SUMS = DIFFERENT_RECIPIENTS.place();
  static final int SETS = SAME_TEMPLATE.place() - SUMS;

  private final String word;
  private final String words;

  Measure(String word, String words) {
    this.word = word;
    this.words = words;
  }

  /// As rules write it.
  public String word() {
    return word;
  }

  /// What it is, for people.
  public String words() {
    return words;
  }

  /// Whether different things are counted, each once.
  public boolean isOfDifferent() {
    return compareTo(DIFFERENT_RECIPIENTS) >= 0 && compareTo(SAME_TEMPLATE) < 0;
  }

  /// Its place in an array of all. The order is a part of what is written down: whoever changes it
  /// changes the format of [Meters].
  @SuppressWarnings("EnumOrdinal")
  int place() {
    return ordinal();
  }
}
