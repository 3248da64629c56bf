package weir.probe;

import java.util.List;

/// What a probe found out about a hop.
///
/// @param greeting what the hop says it is
/// @param marker what all the messages have in their subjects
/// @param messages how many the hop took in all
/// @param variants what it did with each; the control is not among them
/// @param cure what to set where it was fooled; empty where it was not
public record Probed(
    String hop,
    String address,
    String greeting,
    String recipient,
    String marker,
    int messages,
    boolean fooled,
    List<Seen> variants,
    String cure) {

  public Probed {
    variants = List.copyOf(variants);
  }
}
