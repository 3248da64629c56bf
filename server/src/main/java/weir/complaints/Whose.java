package weir.complaints;

/// Whose message a complaint is about.
public sealed interface Whose {

  /// For people: how it is known, or why it is not.
  String why();

  /// It is this account's, and more than the word of the reporter says so: our token, or
  /// Message-ID, address and time of one message together.
  record Verified(String account, String why) implements Whose {}

  /// It may be one of so many messages. Which is never guessed.
  record Candidates(int count, String why) implements Whose {}

  /// It came from elsewhere: what the complaint shows leads to no host of ours.
  record NotOurs(String why) implements Whose {}

  /// It was looked up, and nobody was found.
  record Unknown(String why) implements Whose {}

  /// It was not looked up: that was not possible, or there is nothing to look up.
  record Unlooked(String why) implements Whose {}
}
