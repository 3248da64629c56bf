package weir.agent.process;

/// The file that a process runs: what an abuse desk looks for, and what a customer removes.
///
/// @param path absolute, or a folder where no more is known
/// @param by how it was found
public record Script(String path, By by) {

  /// How a script was found, the surest first.
  public enum By {
    /// CGI told the process its file.
    ENVIRONMENT("by its CGI environment"),
    /// An interpreter was called with it.
    ARGUMENT("by its command line"),
    /// PHP-FPM says which file its worker is at.
    POOL_STATUS("by PHP-FPM's status page"),
    /// It is open: an interpreter reads it.
    OPEN_FILE("open in it"),
    /// The process is the file itself, and lies where customers have theirs.
    PROGRAM("itself"),
    /// Only the folder is known. A web server's workers work in the folder of the script at hand.
    FOLDER("by the folder it works in");

    private final String words;

    By(String words) {
      this.words = words;
    }

    /// For people, such as `by its command line`.
    public String words() {
      return words;
    }
  }
}
