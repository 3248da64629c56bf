package weir.complaints;

/// Whose message a complaint is about.
public sealed interface Whose {

  /// For people: how it is known, or why it is not.
  String why();

  /// It is this account's, and more than the word of the reporter says so: our token, an id of our
  /// queue, or Message-ID, host and time of one message together.
  record Verified(String account, String why) implements Whose {}

  /// It may be one of so many messages. Which is never guessed.
  record Candidates(int count, String why) implements Whose {}

  record Unknown(String why) implements Whose {}
}
