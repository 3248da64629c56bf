package weir.describe;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The policy in plain words.
///
/// @param server the name of the mail server
/// @param policy the policy's name
/// @param version changes whenever the configuration does
/// @param forWhom the domain or address that it holds for; empty: whoever chose none
/// @param about what the site says of itself
/// @param contact whom to ask, as the site says
/// @param page where this page is, told in refusals
/// @param refused reasons that suffice alone
/// @param signs what counts as a sign and refuses only together with others
/// @param signsMark the header field that carries the signs, where enough of them mark a message
/// @param signsRefuse whether enough signs lead to a refusal
/// @param marks header fields that say what was seen
/// @param lists DNS block lists that are asked
/// @param waits what makes a sender wait where it could not be found out
/// @param logins whether customers can log in
/// @param changes the newest first
public record Description(
    String server,
    String policy,
    String version,
    Optional<String> forWhom,
    Optional<String> about,
    Optional<String> contact,
    Optional<String> page,
    List<Reason> refused,
    List<Reason> signs,
    Optional<String> signsMark,
    boolean signsRefuse,
    List<Mark> marks,
    List<String> lists,
    boolean waits,
    boolean postmasterSpared,
    boolean logins,
    List<Limit> limits,
    List<Change> changes) {

  public Description {
    refused = List.copyOf(refused);
    signs = List.copyOf(signs);
    marks = List.copyOf(marks);
    lists = List.copyOf(lists);
    limits = List.copyOf(limits);
    changes = List.copyOf(changes);
  }

  /// Why mail is refused, or looked at askance.
  ///
  /// @param id of the finding, as replies and the journal have it
  /// @param seen what was seen
  /// @param follows what follows from it
  /// @param remedy what the sender can do
  /// @param code the enhanced status code of the reply; empty where nothing is refused for it alone
  public record Reason(
      String id, String seen, String follows, String remedy, Optional<String> code) {}

  /// @param field the name of a header field
  public record Mark(String field, String seen) {}

  public record Limit(String what, String value) {}

  /// @param what a sentence each
  public record Change(Instant since, String version, List<String> what) {
    public Change {
      what = List.copyOf(what);
    }
  }

  Description with(List<Change> others) {
    return new Description(
        server,
        policy,
        version,
        forWhom,
        about,
        contact,
        page,
        refused,
        signs,
        signsMark,
        signsRefuse,
        marks,
        lists,
        waits,
        postmasterSpared,
        logins,
        limits,
        others);
  }
}
