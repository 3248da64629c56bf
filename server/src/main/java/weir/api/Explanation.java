package weir.api;

import java.time.Duration;
import java.util.List;

/// An imagined session, step by step. Nothing of it took effect.
///
/// @param policy name and version of the policy at the start
/// @param from who walked it: the running server, or a copy made from the configuration
/// @param verdict the verdict of the last step
/// @param because what decided; empty for `pass`
public record Explanation(
    String policy, String from, List<Step> steps, String verdict, String because)
    implements Answer {

  public Explanation {
    steps = List.copyOf(steps);
  }

  /// One stage.
  ///
  /// @param client what the client does
  /// @param facts what is known from it
  /// @param looks the checks that were run here, in their order
  /// @param weighed every finding that stands at this stage and what the policy makes of it
  /// @param delay how long the answer would wait
  /// @param tags header fields the message would get
  /// @param answer what the client would be told
  public record Step(
      String stage,
      String client,
      List<Fact> facts,
      List<Look> looks,
      List<Weight> weighed,
      String policy,
      double score,
      Duration delay,
      List<String> tags,
      String verdict,
      String because,
      String answer) {
    public Step {
      facts = List.copyOf(facts);
      looks = List.copyOf(looks);
      weighed = List.copyOf(weighed);
      tags = List.copyOf(tags);
    }
  }

  /// Something that is known or was seen.
  public record Fact(String name, String value) {}

  /// A check that was run.
  ///
  /// @param result `clear`, `not-asked`, `found` or `unknown`
  /// @param said ids of what was found, or why nobody was asked or could not tell
  public record Look(String check, String result, String said, List<Fact> evidence) {
    public Look {
      evidence = List.copyOf(evidence);
    }
  }

  /// A finding in this verdict.
  ///
  /// @param meaning the finding's sentence for staff
  /// @param policy what the policy makes of it, as `reject` or `score 3`
  /// @param became `counted`, `observed`, `exempted` or `set-aside`
  public record Weight(
      String id, String subject, String meaning, String policy, String became, double points) {}
}
