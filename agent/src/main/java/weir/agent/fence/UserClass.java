package weir.agent.fence;

/// What a user who tries to reach mail servers is, and so what is proposed for him.
///
/// @param kind what he is
/// @param why it is taken for that, for people
public record UserClass(Kind kind, String why) {

  public enum Kind {
    CUSTOMER("a customer", "fence"),
    SYSTEM("a program of the system", "exempt, if it has to send by itself"),
    MAIL_SERVER("this host's mail server", "exempt"),
    ROOT("root", "look what it is"),
    SHARED("a user that several share", "look at the scripts"),
    UNKNOWN("nobody by this host's users", "look what it is");

    private final String words;
    private final String proposal;

    Kind(String words, String proposal) {
      this.words = words;
      this.proposal = proposal;
    }

    /// For people: `a customer`.
    public String words() {
      return words;
    }

    /// What to do, for people.
    public String proposal() {
      return proposal;
    }
  }
}
