package weir.attribution;

/// By what a message was laid at somebody's door, the surest first.
public enum Method {
  LOGIN("login"),
  TOKEN("our trace token"),
  LOCAL_USER("local user"),
  CLIENT_NETWORK("client network"),
  RECEIVED("Received field of a host of ours"),
  DIRECTORY_OF_PROGRAM("directory of the program"),
  SENDER("sender address"),
  NOTHING("nothing");

  private final String words;

  Method(String words) {
    this.words = words;
  }

  /// For people.
  public String words() {
    return words;
  }
}
