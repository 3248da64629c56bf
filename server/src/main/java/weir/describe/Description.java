package weir.describe;

import java.time.Instant;
import java.util.Collection;
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
/// @param slowed what only makes our answers slow
/// @param signsMark the header field that carries the signs, where enough of them mark a message
/// @param signsRefuse whether enough signs lead to a refusal
/// @param marks header fields that say what was seen
/// @param lists DNS lists of others that lead to anything
/// @param listsOut those of them that the running server has taken out: they are not asked now
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
    List<Reason> slowed,
    Optional<String> signsMark,
    boolean signsRefuse,
    List<Mark> marks,
    List<String> lists,
    List<String> listsOut,
    boolean waits,
    boolean postmasterSpared,
    boolean logins,
    List<Limit> limits,
    List<Change> changes) {

  public Description {
    refused = List.copyOf(refused);
    signs = List.copyOf(signs);
    slowed = List.copyOf(slowed);
    marks = List.copyOf(marks);
    lists = List.copyOf(lists);
    listsOut = List.copyOf(listsOut);
    limits = List.copyOf(limits);
    changes = List.copyOf(changes);
  }

  /// A list that others keep.
  ///
  /// @param partly whether only some of its entries lead to this, and others to something else
  public record AskedList(String zone, boolean partly) {}

  /// Why mail is refused, looked at askance or slowed down.
  ///
  /// @param id of the finding, as replies and the journal have it
  /// @param lists those that lead to just this; empty where none is concerned that may be named
  /// @param seen what was seen
  /// @param action what follows, in the words of the configuration but without points
  /// @param follows the same in sentences
  /// @param remedy what the sender can do
  /// @param code the enhanced status code of the reply; empty where nothing is refused for it alone
  public record Reason(
      String id,
      List<AskedList> lists,
      String seen,
      String action,
      String follows,
      String remedy,
      Optional<String> code) {
    public Reason {
      lists = List.copyOf(lists);
    }
  }

  /// @param field the name of a header field
  /// @param id of the finding
  /// @param lists those that lead to it, as in a reason
  public record Mark(String field, String id, String seen, List<AskedList> lists) {
    public Mark {
      lists = List.copyOf(lists);
    }
  }

  /// @param key where it is set, such as `limits.message-size`
  /// @param value in words
  /// @param setting the same as it is written in the configuration
  public record Limit(String key, String what, String value, String setting) {}

  /// @param what a sentence each
  public record Change(Instant since, String version, List<String> what) {
    public Change {
      what = List.copyOf(what);
    }
  }

  Description with(List<Change> others) {
    return with(listsOut, others);
  }

  /// The same where the running server does not ask some lists.
  ///
  /// @param out zones that it has taken out, whether or not they are named here
  public Description without(Collection<String> out) {
    return with(lists.stream().filter(out::contains).toList(), changes);
  }

  private Description with(List<String> out, List<Change> others) {
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
        slowed,
        signsMark,
        signsRefuse,
        marks,
        lists,
        out,
        waits,
        postmasterSpared,
        logins,
        limits,
        others);
  }
}
