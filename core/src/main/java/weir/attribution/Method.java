package weir.attribution;

/// By what a message was laid at somebody's door, the surest first.
public enum Method {
  LOGIN("login"),
  TOKEN("our trace token"),
  ORIGIN_TOKEN("token of the host's agent"),
  LOCAL_USER("local user"),
  SOCKET_OWNER("owner of the connection"),
  CLIENT_NETWORK("client network"),
  RECEIVED("Received field of a host of ours"),
  SCRIPT("script"),
  DIRECTORY_OF_PROGRAM("directory of the program"),
  SCRIPT_FIELD("script that the message names"),
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
