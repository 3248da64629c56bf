package weir.agent.fence;

import java.util.List;
import java.util.Optional;

/// How the fence of this host stands, as the kernel has it.
///
/// @param timer what is left of the time in which it must be confirmed, as nft writes it (`42s`);
///   empty where nothing has to be
/// @param isArmed whether anything is held: not any more when a first one was not confirmed in time
/// @param isFormer whether the last one was not confirmed in time, and the one holds that was
///   confirmed before; [#enforced] and [#observed] are of that one then
/// @param enforced ports, as nft lists them
/// @param observed ports
/// @param allowed first packets to permitted servers
/// @param denied first packets that were dropped or refused
/// @param again packets of held connections that came again, and were refused
/// @param unlogged of the denied, those that were not handed on because their user is loud
/// @param seen first packets at observed ports, let through
/// @param book counts of each user and port
/// @param blocked users who reach no mail server at all
public record Standing(
    boolean isArmed,
    boolean isFormer,
    Optional<String> timer,
    List<Integer> enforced,
    List<Integer> observed,
    long allowed,
    long denied,
    long again,
    long unlogged,
    long seen,
    List<Count> book,
    List<Long> blocked) {

  /// @param held whether the packets were dropped, or only seen
  public record Count(long uid, int port, boolean held, long packets) {}

  /// How often a user was held at a port.
  public long held(long uid, int port) {
    return book.stream()
        .filter(each -> each.uid() == uid && each.port() == port && each.held())
        .mapToLong(Count::packets)
        .sum();
  }
}
